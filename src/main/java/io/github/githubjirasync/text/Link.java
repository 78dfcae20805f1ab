package io.github.githubjirasync.text;

import org.jspecify.annotations.Nullable;

/**
 * The target of a link.
 *
 * @param href the address
 * @param title the tooltip, null for none
 */
record Link(String href, @Nullable String title) {

	/** The title of a link that stands for an image within a line, which ADF has not. */
	private static final String IMAGE = "\uD83D\uDDBC";

	/**
	 * A link that stands for an image.
	 * @param href the image's address
	 * @return the link
	 */
	static Link image(String href) {
		return new Link(href, IMAGE);
	}

	boolean isImage() {
		return IMAGE.equals(this.title);
	}

	Link withoutTitle() {
		return new Link(this.href, null);
	}

	/**
	 * The link that a Markdown destination stands for, on a page outside the repository.
	 * @param destination an absolute or relative address
	 * @param title the tooltip
	 * @param context knows the repository
	 * @return the link; null for an empty, unsafe or unresolvable address
	 */
	static @Nullable Link resolve(String destination, @Nullable String title, ConversionContext context) {
		String href = Characters.clean(destination).strip();
		if (href.isEmpty()) {
			return null;
		}
		int colon = href.indexOf(':');
		if (colon > 0 && isScheme(href, colon)) {
			return isSafe(href.substring(0, colon)) ? new Link(href, title) : null;
		}
		String repository = context.repositoryUrl();
		if (href.startsWith("//")) {
			return new Link("https:" + href, title);
		}
		if (repository == null || href.charAt(0) == '#') {
			return new Link(href, title);
		}
		if (href.charAt(0) == '/') {
			int host = repository.indexOf('/', repository.indexOf("://") + 3);
			return new Link(repository.substring(0, (host < 0) ? repository.length() : host) + href, title);
		}
		return new Link(repository + "/blob/HEAD/" + (href.startsWith("./") ? href.substring(2) : href), title);
	}

	/**
	 * Whether the address can be opened in a browser from anywhere.
	 * @param address an address
	 * @return true for http and https
	 */
	static boolean isWeb(String address) {
		return address.regionMatches(true, 0, "https://", 0, 8) || address.regionMatches(true, 0, "http://", 0, 7);
	}

	private static boolean isScheme(String href, int colon) {
		for (int i = 0; i < colon; i++) {
			char c = href.charAt(i);
			if (!Characters.isWord(c) && c != '+' && c != '-' && c != '.') {
				return false;
			}
		}
		return true;
	}

	private static boolean isSafe(String scheme) {
		return !scheme.equalsIgnoreCase("javascript") && !scheme.equalsIgnoreCase("vbscript")
				&& !scheme.equalsIgnoreCase("data");
	}

}
