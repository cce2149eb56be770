/**
 * `npm run demo`: from a fresh clone to an answered question. Needs nothing but Node; installs, builds and
 * loads the sample bank on the first run, keeps everything for the next. Settings come from the environment
 * as for `jieda serve` (JIEDA_PORT, JIEDA_DATA_DIR, MYSQL_URL, REDIS_URL, …).
 */
const [major, minor] = process.versions.node.split('.').map(Number);

if (major > 20 || (major === 20 && minor >= 19)) {
  import('./demo/run.mjs').then((demo) => demo.run());
} else {
  console.error(`解答需要 Node.js 20.19 或更高版本，当前是 ${process.versions.node}。`);
  console.error('请安装新版本后重试：https://nodejs.org/zh-cn/download');
  process.exitCode = 1;
}
