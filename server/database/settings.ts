const megabyte = 1024 * 1024

/**
 * Settings of the embedded server, given on its command line so that no file or `alter system` can weaken them.
 * Sized for a small site: two cores, a few gigabytes shared with Node.
 */
export function serverSettings(memoryBytes: number): readonly string[] {
  const sharedMegabytes = Math.round(Math.min(512, Math.max(64, memoryBytes / megabyte / 16)))
  const cachedMegabytes = Math.round(Math.max(256, memoryBytes / megabyte / 4))
  const settings = {
    // Durability: an acknowledged commit is on disk.
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    wal_sync_method: process.platform === 'darwin' ? 'fsync_writethrough' : 'fdatasync',
    // Nobody but this house: no TCP port exists.
    listen_addresses: '',
    port: '5432',
    unix_socket_permissions: '0700',
    ssl: 'off',
    max_connections: '60',
    max_wal_senders: '0',
    // Memory and work.
    shared_buffers: `${sharedMegabytes}MB`,
    effective_cache_size: `${cachedMegabytes}MB`,
    work_mem: '8MB',
    maintenance_work_mem: '128MB',
    max_worker_processes: '4',
    max_parallel_workers_per_gather: '1',
    io_workers: '2',
    jit: 'off',
    random_page_cost: '1.1',
    // A bounded log of changes is a bounded recovery after a crash.
    max_wal_size: '1GB',
    checkpoint_timeout: '5min',
    wal_compression: 'on',
    // The server sees every failed query already; here its text could spill personal data into a log.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    logging_collector: 'off',
    log_destination: 'stderr',
    log_timezone: 'UTC',
    timezone: 'UTC',
    datestyle: 'ISO,YMD',
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
