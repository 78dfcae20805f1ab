package io.github.githubjirasync.queue;

import java.time.Duration;

/**
 * How many jobs are in each state, over all partitions, at one moment.
 *
 * @param waiting jobs that wait, also those behind another job of their lane
 * @param delayed jobs that wait for a time
 * @param active jobs that a worker holds
 * @param completed jobs that are done and still kept
 * @param dead dead letters
 * @param oldestWaiting how long the job that is next by priority and age has waited; zero
 * if none waits
 */
public record QueueCounts(long waiting, long delayed, long active, long completed, long dead, Duration oldestWaiting) {
}
