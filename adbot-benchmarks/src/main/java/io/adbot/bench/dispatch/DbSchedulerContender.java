package io.adbot.bench.dispatch;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * db-scheduler over a database in memory: a row for each session, which is put off to its next send. Settings as its documentation
 * (https://github.com/kagkarlsson/db-scheduler#configuration) advises: the polling interval is its precision, the strategy is the one
 * for all databases, the table has the indices of its own scripts, and what is scheduled together is scheduled in batches.
 */
final class DbSchedulerContender implements Contender {

    private static final String TABLE = """
            create table scheduled_tasks (
              task_name varchar(100) not null,
              task_instance varchar(100) not null,
              task_data blob,
              execution_time timestamp(9) with time zone not null,
              picked boolean not null,
              picked_by varchar(50),
              last_success timestamp(9) with time zone,
              last_failure timestamp(9) with time zone,
              consecutive_failures int,
              last_heartbeat timestamp(9) with time zone,
              version bigint not null,
              priority smallint,
              primary key (task_name, task_instance));
            create index execution_time_idx on scheduled_tasks (execution_time);
            create index last_heartbeat_idx on scheduled_tasks (last_heartbeat);
            """;

    private static final Duration PRECISION = Duration.ofMillis(100);
    private static final int THREADS = 10;

    private final Sends sends;
    private final JdbcConnectionPool database = JdbcConnectionPool.create("jdbc:h2:mem:dispatch", "", "");
    private final CustomTask<Void> task = Tasks.custom("send", Void.class).execute(this::send);
    private final Scheduler scheduler;
    private WallClock clock = WallClock.read();

    DbSchedulerContender(Sends sends) throws SQLException {
        this.sends = sends;
        // It asks for a connection for each of its threads and for those of its own.
        database.setMaxConnections(THREADS + 5);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
        this.scheduler = Scheduler.create(database, task)
                .threads(THREADS)
                .pollingInterval(PRECISION)
                .shutdownMaxWait(Duration.ofSeconds(1))
                .build();
    }

    @Override
    public void start() {
        clock = WallClock.read();
        sends.begin(clock.nanos());
        List<SchedulableInstance<?>> all = new ArrayList<>();
        for (int i = 0; i < sends.work().sessions(); i++) {
            all.add(SchedulableInstance.of(task.instance(Integer.toString(i)), clock.at(sends.due(i))));
        }
        scheduler.scheduleBatch(all);
        scheduler.start();
    }

    private CompletionHandler<Void> send(TaskInstance<Void> instance, ExecutionContext context) {
        long due = sends.send(Integer.parseInt(instance.getId()));
        return due == Sends.NONE
                ? new OnCompleteRemove<>()
                : (done, operations) -> operations.reschedule(done, clock.at(due));
    }

    @Override
    public void await(long nanos) throws InterruptedException {
        sends.await(nanos);
    }

    @Override
    public void close() {
        scheduler.stop();
        database.dispose();
    }
}
