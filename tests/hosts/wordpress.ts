import { execFile, execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { take } from "./files";
import { made, port } from "./programs";

// WordPress from Debian's packages, as an intranet has it: a copy of its files, a database of its own on a socket of its own, and PHP's
// own server. Nothing of the system's is touched, and nothing leaves this machine.

/** Where the web officer put the files: editors cannot upload scripts. */
export const FOLDER = "/wp-content/uploads/waymark/";

export type Role = "editor" | "author";

const config = (socket: string, origin: string) => `<?php
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:${socket}');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
${["AUTH_KEY", "SECURE_AUTH_KEY", "LOGGED_IN_KEY", "NONCE_KEY", "AUTH_SALT", "SECURE_AUTH_SALT", "LOGGED_IN_SALT", "NONCE_SALT"]
  .map((name) => `define('${name}', '${randomBytes(32).toString("hex")}');`)
  .join("\n")}
define('WP_HOME', '${origin}');
define('WP_SITEURL', '${origin}');
// An intranet without the internet: nothing is looked for out there, now or later.
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('DISABLE_WP_CRON', true);
define('FS_METHOD', 'direct');
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`;

/** WordPress' own installation, and its own way of making users. */
const install = (password: string, roles: readonly Role[]) => `<?php
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = 'localhost';
require 'wp-load.php';
require 'wp-admin/includes/upgrade.php';
add_filter('pre_wp_mail', '__return_true');
wp_install('Intranet', 'officer', 'officer@example.org', false, '', '${password}');
update_option('show_avatars', 0);
foreach (${JSON.stringify(roles)} as $role) {
  $user = wp_insert_user(['user_login' => $role, 'user_pass' => '${password}', 'user_email' => "$role@example.org", 'role' => $role]);
  if (is_wp_error($user)) throw new Exception($user->get_error_message());
  // Its welcome stands over the page.
  global $wpdb;
  update_user_meta($user, $wpdb->get_blog_prefix() . 'persisted_preferences', ['core/edit-post' => ['welcomeGuide' => false], '_modified' => gmdate('c')]);
}
echo 'installed';
`;

/** What a plugin of the house does: browsers are sent nowhere for small pictures of smileys. */
const QUIET = `<?php
remove_action('wp_head', 'print_emoji_detection_script', 7);
remove_action('admin_print_scripts', 'print_emoji_detection_script');
`;

export const wordpress = () =>
  made("wordpress", async (programs) => {
    const { folder } = programs;
    const site = join(folder, "site");
    // With what Debian links in from other packages.
    cpSync("/usr/share/wordpress", site, { recursive: true, dereference: true });
    const socket = join(programs.short(), "sql");
    const data = join(folder, "data");
    const owner = process.getuid?.() === 0 ? ["--user=root"] : [];
    const database = ["--no-defaults", `--datadir=${data}`, ...owner];
    mkdirSync(data);
    chmodSync(data, 0o700);
    const run = promisify(execFile);
    await run("mariadb-install-db", [...database, "--auth-root-authentication-method=normal", "--skip-test-db"]);
    const small = ["--skip-networking", `--socket=${socket}`, `--pid-file=${join(folder, "sql.pid")}`, "--innodb-buffer-pool-size=32M", "--innodb-flush-log-at-trx-commit=0"];
    const ask = (statement: string) => run("mariadb", ["--no-defaults", `--socket=${socket}`, "--user=root", "-e", statement]);
    await programs.begin("mariadbd", "/usr/sbin/mariadbd", [...database, ...small], () => ask("SELECT 1"));
    await ask("CREATE DATABASE wordpress CHARACTER SET utf8mb4");

    const listen = await port();
    const origin = `http://127.0.0.1:${listen}`;
    const password = randomBytes(12).toString("hex");
    writeFileSync(join(site, "wp-config.php"), config(socket, origin));
    mkdirSync(join(site, "wp-content/mu-plugins"));
    writeFileSync(join(site, "wp-content/mu-plugins/quiet.php"), QUIET);
    take(join(site, FOLDER));
    writeFileSync(join(folder, "install.php"), install(password, ["editor", "author"]));
    const said = execFileSync("php", [join(folder, "install.php")], { cwd: site, encoding: "utf8" });
    if (!said.endsWith("installed")) throw new Error(`WordPress was not installed: ${said}`);

    const quick = ["-d", "opcache.enable_cli=1", "-d", "opcache.validate_timestamps=0", "-d", "display_errors=0"];
    await programs.begin("php", "php", [...quick, "-S", `127.0.0.1:${listen}`, "-t", site], async () => {
      const page = await fetch(origin);
      if (!page.ok) throw new Error(String(page.status));
    });
    return { origin, password };
  });
