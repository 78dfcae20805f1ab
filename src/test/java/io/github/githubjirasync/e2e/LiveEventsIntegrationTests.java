package io.github.githubjirasync.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.catalina.core.StandardContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The stream of a page that is gone ends: the service would wait for it when it stops. A
 * page that has just come is told to read again, for something may have changed before it
 * listened.
 */
class LiveEventsIntegrationTests extends EndToEnd {

	private static final int PAGES = 60;

	@Autowired
	private ServletWebServerApplicationContext context;

	@Test
	void pagesThatAreLeftAtOnceLeaveNoRequestOpen() throws Exception {
		String session = logIn();
		for (int i = 0; i < PAGES; i++) {
			try (Socket browser = new Socket("localhost", this.port)) {
				browser.setSoLinger(true, 0);
				listen(browser, session);
				leave(browser, i);
			}
		}
		awaitNoOpenRequest();
	}

	@Test
	void pageThatIsLeftWhileItsRequestEndsSlowlyLeavesNoRequestOpen() throws Exception {
		String session = logIn();
		try (Socket browser = new Socket("localhost", this.port)) {
			browser.setSoLinger(true, 0);
			listen(browser, session, 1_000);
			Awaitility.await()
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(2))
				.untilAsserted(() -> assertThat(openRequests()).isOne());
		}
		awaitNoOpenRequest();
	}

	private void awaitNoOpenRequest() {
		AtomicInteger opened = new AtomicInteger();
		// What is written to a page tells that it is gone.
		Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
			SANDBOX.github().openIssue(REPOSITORY, "Issue " + opened.incrementAndGet(), null, List.of(), "alice");
			assertThat(openRequests()).isZero();
		});
		awaitQuiet();
	}

	@Test
	void pageThatComesIsToldToReadAgainThoughNothingChanges() throws Exception {
		String session = logIn();
		try (Socket first = new Socket("localhost", this.port); Socket second = new Socket("localhost", this.port)) {
			listen(first, session);
			awaitQueueEvent(first);
			listen(second, session);
			awaitQueueEvent(second);
		}
	}

	private static void awaitQueueEvent(Socket browser) throws IOException {
		browser.setSoTimeout(10_000);
		BufferedReader events = new BufferedReader(
				new InputStreamReader(browser.getInputStream(), StandardCharsets.UTF_8));
		String line = events.readLine();
		while (!"event:queue".equals(line)) {
			assertThat(line).isNotNull();
			line = events.readLine();
		}
	}

	private static void listen(Socket browser, String session) throws IOException {
		listen(browser, session, 0);
	}

	private static void listen(Socket browser, String session, long lateMillis) throws IOException {
		browser.getOutputStream()
			.write(("GET /ops/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nCookie: " + session
					+ "\r\n" + LATE_END + ": " + lateMillis + "\r\n\r\n")
				.getBytes(StandardCharsets.UTF_8));
	}

	/** Sooner or later while the request is begun. */
	private static void leave(Socket browser, int i) throws IOException {
		browser.setSoTimeout(1 + i % 20);
		try {
			if (i % 3 == 0) {
				browser.getInputStream().read();
			}
			else {
				browser.setSoTimeout(1 + i / 6);
				browser.getInputStream().readNBytes(1 << 20);
			}
		}
		catch (IOException ex) {
			// Nothing more has come in that time.
		}
	}

	private long openRequests() {
		return ((StandardContext) ((TomcatWebServer) this.context.getWebServer()).getTomcat()
			.getHost()
			.findChildren()[0]).getInProgressAsyncCount();
	}

	private String logIn() throws Exception {
		CookieManager cookies = new CookieManager();
		HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build();
		URI login = URI.create("http://localhost:" + this.port + "/login");
		String page = browser.send(HttpRequest.newBuilder(login).build(), BodyHandlers.ofString()).body();
		Matcher token = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(page);
		assertThat(token.find()).isTrue();
		assertThat(browser
			.send(HttpRequest.newBuilder(login)
				.header("Content-Type", "application/x-www-form-urlencoded")
				.POST(BodyPublishers.ofString("username=operator&password=operator&_csrf=" + token.group(1)))
				.build(), BodyHandlers.discarding())
			.statusCode()).isEqualTo(302);
		return cookies.getCookieStore().getCookies().get(0).toString();
	}

}
