import EthereumTypes

/// What an undo-log entry restores.
enum JournalKind: UInt8 {
  case warmAccount, warmSlot, balance, nonce, code, slot, transient, creation, destruction
  case emptyTouch
}

/// One undo step: the place, and what was there before.
struct JournalEntry {
  /// The old balance, code hash, or slot value.
  var word: UInt256
  /// The old nonce, or the old mark.
  var number: UInt64
  var code: CodeRef?
  var place: Int32
  var kind: JournalKind
  /// The account's old `exists`, or `storageIsFresh` for a creation.
  var flag: Bool
}

/// The undo log of one transaction.
struct Journal: ~Copyable {
  private(set) var count = 0
  private var capacity = 256
  private(set) var entries = UnsafeMutablePointer<JournalEntry>.allocate(capacity: 256)

  deinit { entries.deallocate() }

  mutating func removeAll() { count = 0 }

  /// Takes the newest entry off.
  mutating func pop() -> UnsafePointer<JournalEntry> {
    count -= 1
    return UnsafePointer(entries + count)
  }

  @inline(__always)
  mutating func append(
    _ kind: JournalKind, _ place: Int32, word: UInt256 = .zero, number: UInt64 = 0,
    code: CodeRef? = nil, flag: Bool = false
  ) {
    if count == capacity { grow() }
    // Trivial type: no deinitialisation is owed for what lies there.
    (entries + count).initialize(
      to: JournalEntry(
        word: word, number: number, code: code, place: place, kind: kind, flag: flag))
    count += 1
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<JournalEntry>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: entries, count: count)
    entries.deallocate()
    entries = larger
    capacity *= 2
  }
}

/// A point in a transaction that its state can return to.
package struct Checkpoint: Sendable {
  let journalCount: Int
  let logCount: Int
  let refund: Int64
}
