import { createApp } from "vue";
import Page from "./Page.vue";
import "./waymark";

createApp(Page).mount("#root");
