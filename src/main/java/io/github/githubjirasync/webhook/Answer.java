package io.github.githubjirasync.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.githubjirasync.sync.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer to a sender.
 *
 * @param result what became of the delivery, a word of {@link DeliveryMeters.Result}
 * @param jobId the job that stands for it
 * @param reason why it was not taken or is not synced, one of a few fixed words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Answer(String result, @Nullable String jobId, @Nullable String reason) {

	static Answer to(Receipt receipt) {
		DeliveryMeters.Result result = DeliveryMeters.Result.of(receipt);
		if (receipt instanceof Receipt.Enqueued enqueued) {
			return new Answer(result.word(), enqueued.jobId(), null);
		}
		if (receipt instanceof Receipt.Coalesced coalesced) {
			return new Answer(result.word(), coalesced.jobId(), null);
		}
		if (receipt instanceof Receipt.Duplicate duplicate) {
			return new Answer(result.word(), duplicate.jobId(), null);
		}
		if (receipt instanceof Receipt.Quarantined quarantined) {
			return new Answer(result.word(), quarantined.jobId(), null);
		}
		return new Answer(result.word(), null, ((Receipt.Ignored) receipt).reason());
	}

}
