//! A page that the browser translates goes on living: every text that changes is seen, and nothing that is
//! gone stays behind. The script does what Google's translator does, and what others do.

use console::browser::translation;
use console::reactive::{RwSignal, live, live_if, words};
use console::ui::keyed::{Part, keyed};
use js_sys::Function;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Mounted, mount, settle};

/// Puts `<font><font>translated</font></font>` in the place of each text: `how` is replaced at once, or the
/// new element goes in before the old text goes out, or after, or the text itself moves in.
const TRANSLATE: &str = "(root, how) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
        if (!text.data.trim() || text.parentNode.nodeName === 'FONT') continue;
        const outer = document.createElement('font');
        const inner = outer.appendChild(document.createElement('font'));
        const parent = text.parentNode, next = text.nextSibling;
        if (how === 'moved') {
            parent.replaceChild(outer, text);
            inner.append(text);
            continue;
        }
        inner.append(text.data.toUpperCase());
        outer.original = text;
        outer.words = text.data;
        if (how === 'replaced') parent.replaceChild(outer, text);
        if (how === 'before') { parent.insertBefore(outer, text); text.remove(); }
        if (how === 'after') { text.remove(); parent.insertBefore(outer, next); }
    }
}";

/// Gives the page back as it was, with the same text or a copy of it.
const RESTORE: &str = "(root, copy) => {
    for (const outer of root.querySelectorAll('font:not(font font)')) {
        outer.replaceWith(copy ? document.createTextNode(outer.words) : outer.original);
    }
}";

fn run(script: &str, page: &Mounted, argument: &JsValue) {
    let script: Function = js_sys::eval(script).unwrap().dyn_into().unwrap();
    script.call2(&JsValue::NULL, &page.root, argument).unwrap();
}

async fn translate(page: &Mounted, how: &str) {
    run(TRANSLATE, page, &how.into());
    settle().await;
}

fn text(page: &Mounted) -> String {
    page.root.text_content().unwrap()
}

/// Once for all tests of the page, as the app does.
fn watch() {
    thread_local! {
        static WATCHED: () = translation::survive();
    }
    WATCHED.with(|()| ());
}

#[derive(Clone, Copy)]
struct Page {
    state: RwSignal<String>,
    count: RwSignal<u32>,
    rows: RwSignal<Vec<u32>>,
}

fn page() -> (Mounted, Page) {
    watch();
    let page = Page {
        state: RwSignal::new("in progress".to_owned()),
        count: RwSignal::new(1),
        rows: RwSignal::new(vec![1, 2]),
    };
    let mounted = mount(move || {
        let draw =
            |row: u32| Part::new(row.to_string(), move || view! { {format!("row {row};")} }.into_any());
        view! {
            <p>{words(move || page.state.get())}", "{words(move || page.count.get().to_string())}" of 3"</p>
            {live(move || view! { {format!("bare {};", page.count.get())} }.into_any())}
            {live_if(move || (page.count.get() == 1).then(|| view! { "first; " }.into_any()))}
            {live(move || match page.count.get() {
                1 => view! { "one" }.into_any(),
                count => view! { <b>{count.to_string()}</b> }.into_any(),
            })}
            <div>{keyed(move || page.rows.get().into_iter().map(draw).collect())}</div>
        }
        .into_any()
    });
    (mounted, page)
}

async fn change(page: Page) {
    page.state.set("passed".to_owned());
    page.count.set(2);
    page.rows.set(vec![2, 3]);
    settle().await;
}

#[wasm_bindgen_test]
async fn what_changes_is_seen_and_what_goes_is_gone() {
    for how in ["replaced", "before", "after", "moved"] {
        let (mounted, page) = page();
        settle().await;
        let before = text(&mounted);
        translate(&mounted, how).await;
        assert_eq!(text(&mounted).to_lowercase(), before, "{how}: nothing is there twice");
        assert!(mounted.count("font font") >= 6, "{how}");
        change(page).await;
        let now = text(&mounted).to_lowercase();
        assert_eq!(now, "passed, 2 of 3bare 2;2row 2;row 3;", "{how}");

        // And again, with what the translator makes of the new texts.
        translate(&mounted, how).await;
        page.state.set("failed".to_owned());
        page.count.set(3);
        page.rows.set(vec![3]);
        settle().await;
        assert_eq!(text(&mounted).to_lowercase(), "failed, 3 of 3bare 3;3row 3;", "{how}");
    }
}

#[wasm_bindgen_test]
async fn a_translation_is_taken_back() {
    for copy in [false, true] {
        let (mounted, page) = page();
        settle().await;
        let before = text(&mounted);
        translate(&mounted, "replaced").await;
        run(RESTORE, &mounted, &copy.into());
        settle().await;
        assert_eq!(text(&mounted), before);
        change(page).await;
        assert_eq!(text(&mounted), "passed, 2 of 3bare 2;2row 2;row 3;");
    }
}
