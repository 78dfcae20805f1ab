package io.github.githubjirasync.webhook;

import java.io.ByteArrayOutputStream;

/**
 * Takes the JSON out of a body of type {@code application/x-www-form-urlencoded}. Works
 * on bytes, because the servlet container's own parsing would use up the body before its
 * signature is checked.
 */
final class FormBody {

	private static final byte[] NAME = { 'p', 'a', 'y', 'l', 'o', 'a', 'd', '=' };

	private FormBody() {
	}

	/**
	 * The decoded bytes of the field {@code payload}.
	 * @param body the raw form
	 * @return the JSON
	 * @throws UnreadableException if there is not exactly one such field, or it is
	 * wrongly encoded
	 */
	static byte[] payload(byte[] body) {
		byte[] payload = null;
		int start = 0;
		while (start <= body.length) {
			int end = endOfField(body, start);
			if (isPayload(body, start, end)) {
				if (payload != null) {
					throw new UnreadableException("The form has more than one field 'payload'");
				}
				payload = decode(body, start + NAME.length, end);
			}
			start = end + 1;
		}
		if (payload == null) {
			throw new UnreadableException("The form has no field 'payload'");
		}
		return payload;
	}

	private static int endOfField(byte[] body, int start) {
		int end = start;
		while (end < body.length && body[end] != '&') {
			end++;
		}
		return end;
	}

	private static boolean isPayload(byte[] body, int start, int end) {
		if (end - start < NAME.length) {
			return false;
		}
		for (int i = 0; i < NAME.length; i++) {
			if (body[start + i] != NAME[i]) {
				return false;
			}
		}
		return true;
	}

	private static byte[] decode(byte[] body, int start, int end) {
		ByteArrayOutputStream decoded = new ByteArrayOutputStream(end - start);
		for (int i = start; i < end; i++) {
			if (body[i] == '%') {
				decoded.write(hex(body, i + 1, end) << 4 | hex(body, i + 2, end));
				i += 2;
			}
			else {
				decoded.write((body[i] != '+') ? body[i] : ' ');
			}
		}
		return decoded.toByteArray();
	}

	private static int hex(byte[] body, int index, int end) {
		int digit = (index < end) ? Character.digit(body[index], 16) : -1;
		if (digit < 0) {
			throw new UnreadableException("The form's field 'payload' is wrongly encoded");
		}
		return digit;
	}

}
