// What pages ask their workers: a script for pages that keeps count of it.

declare global {
  var questions: { open: number; asked: number; texts: number };
}

/** Keeps count of what a page asks its workers. Each question gets one answer, also when it is given up. */
export function countQuestions(): void {
  globalThis.questions = { open: 0, asked: 0, texts: 0 };
  globalThis.Worker = class extends Worker {
    constructor(script: string | URL) {
      super(script);
      this.addEventListener("error", () => (questions.open = 0));
      this.addEventListener("message", ({ data }: MessageEvent<unknown[]>) => {
        // A sign of life is no answer yet.
        if (typeof data[1] === "string") return;
        questions.open -= 1;
        questions.texts += typeof data[3] === "string" ? 1 : 0;
      });
    }

    override postMessage(question: unknown[]): void {
      const isNew = question.length > 1 ? 1 : 0;
      questions.open += isNew;
      questions.asked += isNew;
      super.postMessage(question);
    }
  };
}
