//! Entry point.
fn main() {
    console::mount();
}
