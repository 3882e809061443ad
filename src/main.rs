//! Entry point of the wasm file.

fn main() {
    console::start();
}
