import CLMDB
import EVM
import Foundation

/// An open LMDB database in a folder, as far as this project uses the library: one table, and no
/// lock file, since nobody writes to a database that others read.
///
/// Not Sendable: its owner keeps its calls apart.
final class LMDBEnvironment {
  /// Room in the address space for the file to grow; no memory and no disk.
  private static let mapSize = 1 << 38
  private static let fileName = "data.mdb"

  let folder: String
  private let environment: OpaquePointer
  private(set) var table: MDB_dbi = 0

  static func file(in folder: String) -> String { folder + "/" + fileName }

  /// Opens the database of an existing folder, for one writer or for readers.
  init(folder: String, isWritable: Bool) throws(StateReadError) {
    var environment: OpaquePointer?
    try Self.check(mdb_env_create(&environment), folder)
    guard let environment else { throw .store("\(folder): out of memory") }
    self.folder = folder
    self.environment = environment
    do throws(StateReadError) {
      try Self.check(mdb_env_set_mapsize(environment, Self.mapSize), folder)
      // Reads are random; reading ahead would make neighbours warm.
      let flags = MDB_NOLOCK | MDB_NOTLS | MDB_NORDAHEAD | (isWritable ? 0 : MDB_RDONLY)
      try Self.check(mdb_env_open(environment, folder, UInt32(flags), 0o644), folder)
      try checkFileSize()
      let transaction = try begin(isWritable: isWritable)
      defer { mdb_txn_abort(transaction.pointer) }
      try Self.check(mdb_dbi_open(transaction.pointer, nil, 0, &table), folder)
    } catch {
      mdb_env_close(environment)
      throw error
    }
  }

  /// Closes the database. No transaction may be left.
  func close() { mdb_env_close(environment) }

  func begin(isWritable: Bool) throws(StateReadError) -> LMDBTransaction {
    var transaction: OpaquePointer?
    let flags = isWritable ? 0 : UInt32(MDB_RDONLY)
    try Self.check(mdb_txn_begin(environment, nil, flags, &transaction), folder)
    guard let transaction else { throw .store("\(folder): out of memory") }
    return LMDBTransaction(pointer: transaction, table: table, folder: folder)
  }

  // A mapped page beyond the end of the file would end the process, not the read.
  private func checkFileSize() throws(StateReadError) {
    var info = MDB_envinfo()
    var statistics = MDB_stat()
    try Self.check(mdb_env_info(environment, &info), folder)
    try Self.check(mdb_env_stat(environment, &statistics), folder)
    let file = Self.file(in: folder)
    let attributes = try? FileManager.default.attributesOfItem(atPath: file)
    guard let size = (attributes?[.size] as? NSNumber)?.intValue else { return }
    let needed = (info.me_last_pgno + 1) * Int(statistics.ms_psize)
    guard size == 0 || size >= needed else {
      throw .store("\(file): \(size) bytes, but it must have \(needed) or more")
    }
  }

  static func check(_ status: Int32, _ folder: String) throws(StateReadError) {
    guard status == MDB_SUCCESS else {
      throw .store("\(file(in: folder)): \(String(cString: mdb_strerror(status)))")
    }
  }
}

/// A transaction of an `LMDBEnvironment`.
///
/// Sendable by this invariant: one thread at a time uses it, and it belongs to no thread (the
/// environment is opened without thread-local storage).
struct LMDBTransaction: @unchecked Sendable {
  let pointer: OpaquePointer
  let table: MDB_dbi
  let folder: String

  /// What `decode` makes of the value at `key`; `nil` where there is none.
  func value<Value>(
    at key: [UInt8], _ decode: (UnsafeRawBufferPointer) -> Value?
  ) throws(StateReadError) -> Value? {
    var found = MDB_val()
    let status = key.withUnsafeBytes { bytes in
      var key = MDB_val(
        mv_size: bytes.count, mv_data: UnsafeMutableRawPointer(mutating: bytes.baseAddress))
      return mdb_get(pointer, table, &key, &found)
    }
    if status == MDB_NOTFOUND { return nil }
    try LMDBEnvironment.check(status, folder)
    let bytes = UnsafeRawBufferPointer(start: found.mv_data, count: found.mv_size)
    guard let value = decode(bytes) else {
      throw .store("\(LMDBEnvironment.file(in: folder)): a record of \(bytes.count) bytes is none")
    }
    return value
  }

  func put(_ value: [UInt8], at key: [UInt8]) throws(StateReadError) {
    let status = key.withUnsafeBytes { keyBytes in
      value.withUnsafeBytes { valueBytes in
        var key = MDB_val(
          mv_size: keyBytes.count, mv_data: UnsafeMutableRawPointer(mutating: keyBytes.baseAddress))
        var value = MDB_val(
          mv_size: valueBytes.count,
          mv_data: UnsafeMutableRawPointer(mutating: valueBytes.baseAddress))
        return mdb_put(pointer, table, &key, &value, 0)
      }
    }
    try LMDBEnvironment.check(status, folder)
  }

  func commit() throws(StateReadError) {
    try LMDBEnvironment.check(mdb_txn_commit(pointer), folder)
  }
}
