//! Proves that component tests run in a real browser, and says what to type where they do not.

#[cfg(target_arch = "wasm32")]
mod browser {
    use leptos::prelude::document;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn there_is_a_document() {
        assert!(document().body().is_some());
    }
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
#[ignore = "the component tests run in a browser: cargo xtask test --tier component"]
fn component_tests_run_in_a_browser() {}
