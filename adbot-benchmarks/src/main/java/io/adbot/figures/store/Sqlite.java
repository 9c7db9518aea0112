package io.adbot.figures.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** SQLite, with one connection that writes, WAL and {@code synchronous=FULL}. */
public final class Sqlite implements Batches {

    private final Connection connection;
    private final PreparedStatement put;
    private final RecordJson json = new RecordJson();

    private Sqlite(Connection connection) throws SQLException {
        this.connection = connection;
        this.put = connection.prepareStatement(
                "insert into tenants (id, record) values (?, ?) on conflict (id) do update set record = excluded.record");
    }

    /** Opens a database in a file. */
    public static Sqlite in(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("pragma synchronous = full");
            statement.execute("create table tenants (id integer primary key, record blob not null)");
        }
        connection.setAutoCommit(false);
        return new Sqlite(connection);
    }

    @Override
    public void put(int tenant, TenantRecord record) throws SQLException {
        put.setInt(1, tenant);
        put.setBytes(2, json.of(record));
        put.executeUpdate();
    }

    @Override
    public void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        put.close();
        connection.close();
    }
}
