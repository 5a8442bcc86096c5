import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    outDir: '../../../target/classes/web',
    emptyOutDir: true,
    // Inlined assets would need data: in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
