//! Names that one tab holds at a time, by the browser's Web Locks. A name is free again when its
//! tab is closed or crashes. By reflection: `web-sys` has no stable binding.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortController;

/// A name that this tab holds; dropping it frees the name. Where the browser has no locks (outside a
/// secure context) it stands for nothing.
pub struct Held {
    release: Option<Function>,
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(release) = &self.release {
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Takes a name; `None` where it is held already. Where the browser has no locks, every name can be
/// taken.
pub async fn hold(name: &str) -> Option<Held> {
    let (Some(locks), Some(held)) = (manager(), until_released()) else {
        return Some(Held { release: None });
    };
    let (until, release) = held;
    // From here on an early end, even of this future itself, frees the name.
    let held = Held { release: Some(release) };
    match ask(&locks, name, ("ifAvailable", &true.into()), until).await {
        Ok(true) => Some(held),
        Ok(false) => None,
        Err(_) => Some(Held { release: None }),
    }
}

/// Waits until a name is free, and takes it; `None` where the browser has no locks. Whoever drops the
/// future leaves the queue.
pub async fn wait_for(name: &str) -> Option<Held> {
    let (locks, (until, release)) = (manager()?, until_released()?);
    let held = Held { release: Some(release) };
    let leaving = Leaving(AbortController::new().ok()?);
    let signal = leaving.0.signal();
    ask(&locks, name, ("signal", &signal), until).await.ok()?.then_some(held)
}

/// Leaves the queue when it is dropped. Whoever was granted the name is not in it any more.
struct Leaving(AbortController);

impl Drop for Leaving {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Asks for the name until the promise ends; says whether it was given.
async fn ask(
    locks: &JsValue,
    name: &str,
    (option, value): (&str, &JsValue),
    until: Promise,
) -> Result<bool, JsValue> {
    let (told, tell) = until_released().ok_or(JsValue::UNDEFINED)?;
    let tell_failure = tell.clone();
    let granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        let free = !lock.is_null();
        let _ = tell.call1(&JsValue::UNDEFINED, &free.into());
        if free { until.into() } else { JsValue::UNDEFINED }
    });
    let options = Object::new();
    Reflect::set(&options, &option.into(), value)?;
    let request: Function = Reflect::get(locks, &"request".into())?.dyn_into()?;
    let end: Promise =
        Reflect::apply(&request, locks, &Array::of3(&name.into(), &options, &granted))?.dyn_into()?;
    // A refusal (a page without an origin of its own) would never call `granted`.
    let refused = Closure::once_into_js(move |_: JsValue| {
        let _ = tell_failure.call1(&JsValue::UNDEFINED, &JsValue::UNDEFINED);
    });
    let catch: Function = Reflect::get(&end, &"catch".into())?.dyn_into()?;
    Reflect::apply(&catch, &end, &Array::of1(&refused))?;
    JsFuture::from(told).await?.as_bool().ok_or(JsValue::UNDEFINED)
}

fn manager() -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    locks.is_object().then_some(locks)
}

/// A promise, and the function that fulfils it.
fn until_released() -> Option<(Promise, Function)> {
    let mut resolver = None;
    let promise = Promise::new(&mut |resolve, _| resolver = Some(resolve));
    Some((promise, resolver?))
}
