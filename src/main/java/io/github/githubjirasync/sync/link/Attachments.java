package io.github.githubjirasync.sync.link;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What becomes of the images and files that texts on GitHub show. They stay links to
 * GitHub unless they are copied; the other way there are links only, since GitHub's API
 * takes no files for issues.
 *
 * @param upload whether images and files that GitHub itself keeps, and that everybody may
 * read, are attached to the Jira issue
 * @param maxFiles how many files of one text are copied at most, 1 to 50; the others stay
 * links
 */
public record Attachments(@DefaultValue("false") boolean upload, @DefaultValue("10") int maxFiles) {

	static final int MOST_FILES = 50;

}
