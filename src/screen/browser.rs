//! The browser's services, each reached in one place.

use gloo::utils::{document, window};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, Element, File, HtmlAnchorElement, HtmlElement, ShadowRoot, Url, Window};

/// Today's date where the reader is, as `YYYY-MM-DD`.
pub fn today() -> String {
    let now = js_sys::Date::new_0();
    format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}

/// Moves the focus to an element inside `root`, and shows it. What the keyboard does not reach, such as a heading, can take it then.
pub fn focus(root: &Element, selector: &str) -> bool {
    let Ok(Some(found)) = root.query_selector(selector) else { return false };
    let Ok(element) = found.dyn_into::<HtmlElement>() else { return false };
    if element.tab_index() < 0 {
        element.set_tab_index(-1);
    }
    element.focus().is_ok()
}

/// Brings the top of an element into view.
pub fn show_top(element: &Element) {
    let rect = element.get_bounding_client_rect();
    if rect.top() < 0.0 {
        element.scroll_into_view();
    }
}

/// Puts "Error:" before the page's title, or takes it away.
pub fn mark_title(prefix: &str, wrong: bool) {
    let title = document().title();
    let plain = title.strip_prefix(prefix).map_or(title.as_str(), str::trim_start);
    document().set_title(&if wrong { format!("{prefix} {plain}") } else { plain.to_owned() });
}

/// Hands a file to the reader's downloads. Nothing leaves the machine.
pub fn save(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser reads the address only after this turn.
    gloo::timers::callback::Timeout::new(60_000, move || drop(Url::revoke_object_url(&address))).forget();
    Ok(())
}

/// Reads a file that was chosen; tells `done` what is in it, or nothing where it cannot be read.
pub fn read(file: File, done: impl Fn(Option<Vec<u8>>) + Clone + 'static) {
    let unread = done.clone();
    let bytes = Closure::once_into_js(move |buffer: JsValue| done(Some(js_sys::Uint8Array::new(&buffer).to_vec())));
    let fault = Closure::once_into_js(move |_: JsValue| unread(None));
    let promise: JsValue = file.unchecked_into::<Blob>().array_buffer().into();
    drop(js_sys::Reflect::get(&promise, &"then".into()).and_then(|then| js_sys::Function::from(then).call2(&promise, &bytes, &fault)));
}

/// Copies text; tells `done` whether that was allowed.
pub fn copy(text: &str, done: impl Fn(bool) + Copy + 'static) {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into()).ok().filter(JsValue::is_object);
    if clipboard.is_none() {
        return done(false);
    }
    when(&window().navigator().clipboard().write_text(text), move |copied| done(copied.is_ok()));
}

/// Raises an element that is a popover over everything on the page, whatever its ancestors do to it. Where a browser knows no
/// popovers it stays where its styles put it.
pub fn raise(root: &Element, selector: &str) {
    if let Ok(Some(found)) = root.query_selector(selector) {
        let show = js_sys::Reflect::get(&found, &"showPopover".into()).ok().and_then(|show| show.dyn_into::<js_sys::Function>().ok());
        drop(show.map(|show| show.call0(&found)));
    }
}

/// Leaves for another address so that Back does not come back here: the whole window where that is allowed. A frame that may
/// not move the page it stands in blanks itself, and tells that page.
pub fn leave(address: &str) {
    let window = window();
    let Some(top) = window.top().ok().flatten().filter(|top| *top != window) else {
        return drop(window.location().replace(address));
    };
    tell_page_around(&window);
    if top.location().replace(address).is_err() {
        drop(window.location().replace("about:blank"));
    }
}

/// `{waymark: 1, type: "exit"}`: it holds nothing that anybody may not know, so any page may hear it.
fn tell_page_around(window: &Window) {
    let message = js_sys::Object::new();
    drop(js_sys::Reflect::set(&message, &"waymark".into(), &1.into()));
    drop(js_sys::Reflect::set(&message, &"type".into(), &"exit".into()));
    if let Ok(Some(around)) = window.parent() {
        drop(around.post_message(&message, "*"));
    }
}

/// What has the focus in the shadow root that an element stands in.
pub fn focused(element: &Element) -> Option<HtmlElement> {
    let root = element.get_root_node().dyn_into::<ShadowRoot>().ok()?;
    root.active_element()?.dyn_into().ok()
}

/// The time of day some milliseconds from now, as the language writes it.
pub fn time_in(milliseconds: f64, language: &str) -> String {
    let then = js_sys::Date::new(&(js_sys::Date::now() + milliseconds).into());
    let parts = js_sys::Object::new();
    for part in ["hour", "minute"] {
        drop(js_sys::Reflect::set(&parts, &part.into(), &"2-digit".into()));
    }
    then.to_locale_time_string_with_options(language, &parts).into()
}

/// The name under which a draft is kept in this tab.
const DRAFT: &str = "waymark-draft";

/// Keeps a draft in this tab alone, or takes it away. A browser that keeps nothing is no fault.
pub fn keep(draft: Option<&str>) {
    if let Ok(Some(tab)) = window().session_storage() {
        drop(match draft {
            Some(draft) => tab.set_item(DRAFT, draft),
            None => tab.remove_item(DRAFT),
        });
    }
}

/// The draft that was kept in this tab.
pub fn kept() -> Option<String> {
    window().session_storage().ok()??.get_item(DRAFT).ok()?
}

/// Tells `done` what comes of a promise.
pub fn when(promise: &js_sys::Promise, done: impl Fn(Result<JsValue, JsValue>) + 'static) {
    let done = std::rc::Rc::new(done);
    let failed = done.clone();
    let told = Closure::once_into_js(move |value: JsValue| done(Ok(value)));
    let refused = Closure::once_into_js(move |fault: JsValue| failed(Err(fault)));
    // Two functions for then() as JavaScript has it: a future would cost a kilobyte.
    drop(js_sys::Reflect::get(promise, &"then".into()).and_then(|then| js_sys::Function::from(then).call2(promise, &told, &refused)));
}
