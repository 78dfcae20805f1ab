package io.github.githubjirasync.sync.link;

/**
 * The priority of jobs for an event.
 *
 * @param event the sender's name for the event, such as {@code issues.opened} or
 * {@code comment_created}, with {@code *} for any characters
 * @param priority 1, 2 or 3
 */
public record EventPriority(String event, int priority) {

	/**
	 * Whether it is for an event.
	 * @param name the sender's name for the event
	 * @return whether it is
	 */
	public boolean matches(String name) {
		return Glob.of(this.event).matches(name);
	}

}
