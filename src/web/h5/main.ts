import 'vant/es/style/base.css';
import 'vant/es/loading/index.css';
import 'vant/es/button/index.css';
import 'vant/es/tag/index.css';
import 'vant/es/skeleton-title/index.css';
import 'vant/es/skeleton-paragraph/index.css';
import 'vant/es/skeleton/index.css';
import './styles/tokens.css';
import './styles/base.css';
import { createApp } from 'vue';
import App from './App.vue';

createApp(App).mount('#app');
