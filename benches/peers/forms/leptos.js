import init from "leptos-least";

init({ module_or_path: new URL("leptos_empty_bg.wasm", import.meta.url) });
