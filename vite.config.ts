import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

/** The pages of src/web, served by the service itself from dist/web, wherever it is mounted. */
export default defineConfig({
  root: 'src/web',
  base: './',
  plugins: [vue()],
  define: { __VUE_OPTIONS_API__: false, __VUE_PROD_DEVTOOLS__: false },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // The web views of WeChat and of phones a few years old.
    target: ['chrome87', 'safari14'],
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8370' } },
});
