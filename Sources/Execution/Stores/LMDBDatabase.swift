import BlockSets
import CLMDB
import EVM
import Foundation
import Synchronization

/// The starting states of a block set's chains in a database on disk, which runs only read.
///
/// Filled once, and used again by every later run on the same block set.
package final class LMDBDatabase: Sendable {
  private struct Readers {
    /// `nil` only after it could not be opened again.
    var environment: LMDBEnvironment?
    /// Transactions that no thread uses. All see the same: nobody writes.
    var idle: [LMDBTransaction] = []
    /// How many are in use.
    var lent = 0
    var chills = 0
    /// What the first drop that was not complete left.
    var remains: PageCache.Remains?

    mutating func lend() throws(StateReadError) -> LMDBTransaction {
      guard let environment else { throw .store("the database could not be opened again") }
      let transaction =
        if let known = idle.popLast() { known } else { try environment.begin(isWritable: false) }
      lent += 1
      return transaction
    }

    mutating func close() {
      precondition(lent == 0, "a database is closed while it is read")
      for transaction in idle { mdb_txn_abort(transaction.pointer) }
      idle = []
      environment?.close()
      environment = nil
    }

    mutating func note(_ found: PageCache.Remains) {
      chills += 1
      if case .pages(resident: 0, _) = found { return }
      remains = remains ?? found
    }
  }

  /// The folder that holds the database.
  package let folder: String
  /// Whether it was filled just now, not found complete.
  package let wasFilled: Bool
  private let readers: Mutex<Readers>

  /// Opens the database of a block set, and fills it first where it is not there, not complete or
  /// damaged. Another process that does the same waits.
  ///
  /// - Parameters:
  ///   - root: The folder that holds one folder for each block set.
  ///   - digest: The block set's digest; names its folder.
  ///   - filling: Is told before the database is filled, and why.
  package convenience init(
    in root: String, of blocks: BlockSet, digest: String, filling: (String) -> Void
  ) throws(StateReadError) {
    let folder = "\(root)/\(digest)"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .store("\(folder): cannot make the folder: \(error.localizedDescription)")
    }
    let lock = open(folder + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard lock >= 0, flock(lock, LOCK_EX) == 0 else {
      throw .store("\(folder)/lock: \(String(cString: strerror(errno)))")
    }
    // Ends the lock, as the end of the process would.
    defer { close(lock) }
    if let reason = Self.defect(in: folder, digest: digest) {
      filling("\(folder): \(reason)")
      try Self.fill(folder, from: blocks, digest: digest)
      try self.init(folder: folder, wasFilled: true)
    } else {
      try self.init(folder: folder, wasFilled: false)
    }
  }

  private init(folder: String, wasFilled: Bool) throws(StateReadError) {
    self.folder = folder
    self.wasFilled = wasFilled
    readers = Mutex(
      Readers(environment: try LMDBEnvironment(folder: folder, isWritable: false)))
  }

  deinit {
    readers.withLock { $0.close() }
  }

  /// Why the database cannot be used as it is; `nil` where it can.
  private static func defect(in folder: String, digest: String) -> String? {
    guard FileManager.default.fileExists(atPath: LMDBEnvironment.file(in: folder)) else {
      return "not filled yet"
    }
    do throws(StateReadError) {
      let environment = try LMDBEnvironment(folder: folder, isWritable: false)
      defer { environment.close() }
      let transaction = try environment.begin(isWritable: false)
      defer { mdb_txn_abort(transaction.pointer) }
      let found = try transaction.value(at: StoreRecord.completenessKey) { Array($0) }
      guard let found else { return "filling it was interrupted" }
      return found == LMDBFilling.completeness(digest: digest)
        ? nil : "written by another version of this program"
    } catch {
      return "damaged (\(error))"
    }
  }

  private static func fill(
    _ folder: String, from blocks: BlockSet, digest: String
  ) throws(StateReadError) {
    try? FileManager.default.removeItem(atPath: LMDBEnvironment.file(in: folder))
    let filling = try LMDBFilling(folder: folder)
    do {
      try blocks.forEachStream { try filling.add($0.head) }
    } catch let error as StateReadError {
      throw error
    } catch {
      throw .store("\(folder): cannot be filled: \(error)")
    }
    try filling.finish(digest: digest)
  }

  // MARK: Reading

  /// What `decode` makes of the value at `key`; `nil` where there is none.
  func value<Value>(
    at key: [UInt8], _ decode: (UnsafeRawBufferPointer) -> Value?
  ) throws(StateReadError) -> Value? {
    let transaction = try readers.withLock { readers throws(StateReadError) in
      try readers.lend()
    }
    defer {
      readers.withLock { readers in
        readers.lent -= 1
        readers.idle.append(transaction)
      }
    }
    return try transaction.value(at: key, decode)
  }

  /// Has the system forget the database's pages. Nobody may be reading.
  ///
  /// Closed and opened again on the way: pages that are mapped stay in memory.
  func chill() throws(StateReadError) {
    try readers.withLock { readers throws(StateReadError) in
      readers.close()
      let remains = PageCache.drop(LMDBEnvironment.file(in: folder))
      readers.note(remains)
      readers.environment = try LMDBEnvironment(folder: folder, isWritable: false)
    }
  }

  /// Whether reads came from the disk, in words for people; `nil` before the first run.
  package var pageCacheReport: String? {
    readers.withLock { readers in
      guard readers.chills > 0 else { return nil }
      return switch readers.remains {
      case nil: "page cache dropped before each run"
      case .pages(let resident, let all):
        "page cache NOT dropped: the system kept \(resident) of \(all) pages"
      case .refused(let reason): "page cache NOT dropped: \(reason)"
      }
    }
  }

  /// Whether some run may have found pages in memory.
  package var keptPages: Bool { readers.withLock { $0.remains != nil } }
}
