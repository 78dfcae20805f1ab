package io.github.githubjirasync.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Assumptions;

/**
 * A Chromium without a window, as operators use it. Nothing is downloaded: the one of the
 * machine is used, and tests that need it are skipped where there is none.
 */
public final class Browser implements AutoCloseable {

	private static final List<String> FLAGS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
			"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
			"--disable-dev-shm-usage");

	private final Playwright playwright;

	private final com.microsoft.playwright.Browser browser;

	private Browser(Path executable) {
		this.playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		this.browser = this.playwright.chromium()
			.launch(new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(FLAGS));
	}

	/**
	 * Skips the test where there is no browser, and says so.
	 */
	public static void assumeThere() {
		Assumptions.assumeTrue(executable().isPresent(),
				"no Chromium on this machine, so the console is not tried in a browser");
	}

	/**
	 * Starts the machine's browser.
	 * @return the browser
	 */
	public static Browser start() {
		return new Browser(executable().orElseThrow());
	}

	private static Optional<Path> executable() {
		return Stream
			.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
					"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
			.map(Path::of)
			.filter(Files::isExecutable)
			.findFirst();
	}

	/**
	 * A window of its own, without cookies.
	 * @param width its width
	 * @param dark whether its user likes it dark
	 * @return the window
	 */
	public BrowserContext window(int width, boolean dark) {
		BrowserContext window = this.browser
			.newContext(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(width, 900)
				.setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT)
				.setLocale("en-GB"));
		window.setDefaultTimeout(15_000);
		return window;
	}

	@Override
	public void close() {
		this.browser.close();
		this.playwright.close();
	}

}
