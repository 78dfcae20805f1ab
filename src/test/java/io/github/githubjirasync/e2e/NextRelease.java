package io.github.githubjirasync.e2e;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

import io.github.githubjirasync.queue.Job;
import io.github.githubjirasync.queue.JobHandler;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.NewJob;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Makes an instance one of the next release: it writes jobs in a form that this one does
 * not know, and reads both.
 */
final class NextRelease implements ApplicationContextInitializer<GenericApplicationContext> {

	/** What stands in each payload of the next release. */
	static final String FORM = "\"version\":2,";

	private static final String THIS_FORM = "\"version\":1,";

	@Override
	public void initialize(GenericApplicationContext context) {
		context.registerBean("nextJobQueue", JobQueue.class, () -> writing(context.getBean("jobQueue", JobQueue.class)),
				(bean) -> bean.setPrimary(true));
		context.registerBean("nextJobHandler", JobHandler.class, () -> {
			JobHandler handler = context.getBean("syncJobHandler", JobHandler.class);
			return (job) -> handler.handle(read(job));
		}, (bean) -> bean.setPrimary(true));
	}

	private static Job read(Job job) {
		return new Job(job.id(), job.lane(), job.kind(), job.priority(), job.payload().replace(FORM, THIS_FORM),
				job.deliveries(), job.enqueuedAt(), job.attempt(), job.retry());
	}

	private static JobQueue writing(JobQueue queue) {
		return (JobQueue) Proxy.newProxyInstance(JobQueue.class.getClassLoader(), new Class<?>[] { JobQueue.class },
				(proxy, method, arguments) -> {
					Object[] passed = arguments;
					if (method.getName().equals("enqueue")) {
						passed = new Object[] { written((NewJob) arguments[0]) };
					}
					else if (method.getName().equals("enqueueAll")) {
						passed = new Object[] {
								((List<?>) arguments[0]).stream().map((job) -> written((NewJob) job)).toList() };
					}
					try {
						return method.invoke(queue, passed);
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

	private static NewJob written(NewJob job) {
		return new NewJob(job.lane(), job.kind(), job.priority(), job.payload().replace(THIS_FORM, FORM),
				job.snapshot(), job.scopes(), job.deliveryId(), job.retry());
	}

}
