import EthereumTypes

/// Journaled world state over a `StateReader`.
///
/// One overlay belongs to one worker and serves group after group: flat tables that are emptied by
/// generation, an undo log instead of snapshots, marks that belong to a transaction kept as epochs.
/// Nothing is written through; what a transaction did leaves as entries of an `AccessLog`.
///
/// Order of use: `beginBlock`, `beginGroup` before each further group on the same state, then for
/// each transaction `beginTransaction`, reads and writes,
/// `endTransaction`. Fields may be read and written only after `touch`.
package struct OverlayState: ~Copyable {
  var accountTable = FlatTable<AccountEntry>()
  var slotTable = FlatTable<SlotEntry>()
  var transientTable = FlatTable<TransientEntry>()
  var journal = Journal()
  /// The accounts and slots of the current transaction, in the order of their first touch.
  var touchedAccounts: [AccountID] = []
  var touchedSlots: [SlotID] = []
  var destructions: [AccountID] = []
  var epoch: UInt32 = 0
  private var groupEpoch: UInt32 = 0
  private var reader: (any StateReader)?
  private let codeCache: CodeCache
  /// EIP-161: see `ForkRules`.
  let clearsEmptyAccounts: Bool
  static let ripemd160 = Address(word: 3)

  /// Gas to give back at the end of the transaction (EIP-3529); rolled back with its frame.
  package var refund: Int64 = 0
  /// The current transaction's logs; rolled back with their frame.
  package internal(set) var logs: [Log] = []
  /// The first failure of the store. Once set, every result of this transaction is void.
  package private(set) var failure: StateReadError?

  package init(codeCache: CodeCache) {
    self.codeCache = codeCache
    clearsEmptyAccounts = codeCache.rules.clearsEmptyAccounts
  }

  /// Forgets everything and stands on `reader` from now on.
  package mutating func beginBlock(reader: any StateReader) {
    self.reader = reader
    accountTable.removeAll()
    slotTable.removeAll()
    beginGroup()
  }

  /// Whether the overlay stands on `reader`, so that a group can begin without a new block.
  package func stands(on reader: any StateReader) -> Bool { self.reader === reader }

  /// Forgets what transactions did, and keeps what the reader said: hot accounts are asked for
  /// once a worker, not once a group, and two workers seldom meet at the reader's locks.
  package mutating func beginGroup() {
    groupEpoch += 1
    failure = nil
    beginTransaction()
  }

  /// Starts a transaction: nothing warm, nothing touched, no logs, no refund.
  package mutating func beginTransaction() {
    epoch += 1
    journal.removeAll()
    touchedAccounts.removeAll(keepingCapacity: true)
    touchedSlots.removeAll(keepingCapacity: true)
    destructions.removeAll(keepingCapacity: true)
    if transientTable.count > 0 { transientTable.removeAll() }
    logs.removeAll(keepingCapacity: true)
    refund = 0
  }

  // MARK: Entries

  /// The entry of `address`, made where there is none. Neither loads nor lists the account.
  package mutating func id(of address: Address) -> AccountID {
    let rules = codeCache.rules
    let index = accountTable.findOrInsert(
      hash: address.hashWord(),
      matches: { $0.address == address },
      make: {
        AccountEntry(
          address: address,
          isPrecompile: Precompiles.isPrecompile(address, fork: rules.fork))
      },
      rehash: { $0.address.hashWord() })
    return AccountID(raw: Int32(truncatingIfNeeded: index))
  }

  /// The entry of a storage slot, made where there is none. Neither loads nor lists the slot.
  package mutating func slotID(_ account: AccountID, _ key: UInt256) -> SlotID {
    let index = slotTable.findOrInsert(
      hash: Self.hash(account, key),
      matches: { $0.key == key && $0.account == account },
      make: { SlotEntry(account: account, key: key) },
      rehash: { Self.hash($0.account, $0.key) })
    return SlotID(raw: Int32(truncatingIfNeeded: index))
  }

  package func address(of id: AccountID) -> Address { accountTable.entries[id.index].address }

  @inline(__always)
  static func hash(_ account: AccountID, _ key: UInt256) -> UInt64 {
    key.hashWord() ^ (UInt64(UInt32(bitPattern: account.raw)) &* 0x9e37_79b9_7f4a_7c15)
  }

  // MARK: Listing (EIP-7928)

  /// Loads the account and lists it in this transaction's accesses. Survives reverts.
  @inline(__always)
  package mutating func touch(_ id: AccountID) {
    if accountTable.entries[id.index].touchEpoch != epoch { list(id) }
  }

  /// Loads the slot and lists it in this transaction's accesses. Survives reverts.
  @inline(__always)
  package mutating func touch(_ id: SlotID) {
    if slotTable.entries[id.index].touchEpoch != epoch { list(id) }
  }

  /// Whether this transaction has listed the account already.
  package func isTouched(_ id: AccountID) -> Bool {
    accountTable.entries[id.index].touchEpoch == epoch
  }

  @inline(never)
  private mutating func list(_ id: AccountID) {
    let entry = accountTable.entries + id.index
    entry.pointee.touchEpoch = epoch
    if entry.pointee.groupEpoch != groupEpoch {
      entry.pointee.groupEpoch = groupEpoch
      if entry.pointee.isLoaded { entry.pointee.restore() } else { load(entry) }
    }
    entry.pointee.originalBalance = entry.pointee.balance
    entry.pointee.originalNonce = entry.pointee.nonce
    entry.pointee.originalCodeHash = entry.pointee.codeHash
    entry.pointee.originalExists = entry.pointee.exists
    entry.pointee.originalStorageIsFresh = entry.pointee.storageIsFresh
    entry.pointee.reads = []
    touchedAccounts.append(id)
  }

  @inline(never)
  private mutating func list(_ id: SlotID) {
    let entry = slotTable.entries + id.index
    entry.pointee.touchEpoch = epoch
    if entry.pointee.groupEpoch != groupEpoch {
      entry.pointee.groupEpoch = groupEpoch
      entry.pointee.value = startingValue(entry)
    }
    entry.pointee.original = entry.pointee.value
    touchedSlots.append(id)
  }

  // MARK: Loading

  private mutating func load(_ entry: UnsafeMutablePointer<AccountEntry>) {
    guard let reader else { preconditionFailure("an overlay is read before beginBlock") }
    do throws(StateReadError) {
      entry.pointee.load(try reader.account(at: entry.pointee.address))
    } catch {
      latch(error)
    }
  }

  /// The slot's value at the start of the group, or zero in an account that began since.
  private mutating func startingValue(_ entry: UnsafeMutablePointer<SlotEntry>) -> UInt256 {
    let account = accountTable.entries + entry.pointee.account.index
    guard account.pointee.exists, !account.pointee.storageIsFresh else { return .zero }
    if let known = entry.pointee.base { return known }
    let value = loadStorage(account.pointee.address, entry.pointee.key)
    // What a failing store did not say must not pass for its answer in the next group.
    if failure == nil { entry.pointee.base = value }
    return value
  }

  private mutating func loadStorage(_ address: Address, _ key: UInt256) -> UInt256 {
    guard let reader else { preconditionFailure("an overlay is read before beginBlock") }
    do throws(StateReadError) {
      return try reader.storage(at: address, slot: key)
    } catch {
      latch(error)
      return .zero
    }
  }

  /// The code behind `hash`, analysed once for all threads.
  mutating func loadCode(_ hash: Hash32) -> CodeRef {
    guard let reader else { preconditionFailure("an overlay is read before beginBlock") }
    do throws(StateReadError) {
      if let known = codeCache.lookup(hash) {
        try reader.touchCode(hash: hash)
        return known
      }
      return codeCache.insert(hash, bytes: try reader.code(hash: hash))
    } catch {
      latch(error)
      return codeCache.empty
    }
  }

  /// Makes freshly deployed code known to every overlay.
  func registerCode(_ bytes: [UInt8], hash: Hash32) -> CodeRef {
    codeCache.lookup(hash) ?? codeCache.insert(hash, bytes: bytes)
  }

  var emptyCode: CodeRef { codeCache.empty }

  private mutating func latch(_ error: StateReadError) {
    if failure == nil { failure = error }
  }
}
