import EthereumTypes

/// The part of an update that one thread does at a time: the accounts under one nibble, or all.
///
/// Unchecked Sendable under one invariant: the update hands a share to one thread at a time.
final class TrieShare: @unchecked Sendable {
  /// How much is done that a later change may make needless.
  enum Extent {
    /// All of it.
    case everything
    /// Removals are handed back, for a witness need not know the siblings of what comes again;
    /// and the branches above `sparedLevels` are not hashed, for every piece changes them.
    case ahead
  }

  private static let sparedLevels = 2

  private var writer: TrieWriter
  private let cancellation: TrieCancellation?
  /// Removals that were handed back.
  private(set) var deferred = KeyedChanges()
  /// The node that the last call made, or why it failed.
  private(set) var result: Result<TrieNode?, TrieError> = .success(nil)

  init(
    assumesMissingSiblingsAreBranches: Bool, stamp: UpdateStamp, cancellation: TrieCancellation?
  ) {
    writer = TrieWriter(
      assumesMissingSiblingsAreBranches: assumesMissingSiblingsAreBranches, stamp: stamp,
      cancellation: cancellation)
    self.cancellation = cancellation
  }

  /// The memory of the nodes that this share made.
  var slabs: [NodeSlab] { writer.memory.slabs }

  /// Applies the changes at `order` to the node `child`, which stands at `depth` of the trie
  /// under `root`, and hashes what is new.
  func apply(
    _ changes: KeyedChanges, in order: Slice<HashedKeys>, to child: TrieNode?, depth: Int,
    root: TrieNode?, extent: Extent
  ) {
    deferred.removeAll()
    do throws(TrieError) {
      let accounts = try storageUpdated(changes, in: order, root: root, extent: extent)
      // Accounts hold the roots of their storage.
      writer.hash(accounts.lazy.map(\.storage))
      var edits: [TrieEdit] = []
      edits.reserveCapacity(accounts.count)
      for account in accounts { edits.append(edit(account)) }
      let updated = isCancelled ? child : try writer.update(child, with: edits, depth: depth)
      writer.hash(updated, sparing: extent == .ahead ? Self.sparedLevels - depth : 0)
      result = .success(updated)
    } catch {
      result = .failure(error)
    }
  }

  /// The root branch of `slots`, whose children other shares made, or what is left of it.
  func join(_ slots: BranchSlots) throws(TrieError) -> TrieNode? {
    try writer.root(slots)
  }

  /// Hashes what is left to hash of the trie under `root`.
  func hash(_ root: TrieNode?) {
    writer.hash(root)
  }

  private var isCancelled: Bool { cancellation?.isCancelled == true }

  /// An account after its changes.
  private struct Account {
    let key: Hash32
    let fields: (nonce: UInt64, balance: UInt256, codeHash: Hash32)?
    let storage: TrieNode?
  }

  /// The accounts at `order`, each once, with their new storage, which is not hashed yet.
  private func storageUpdated(
    _ changes: KeyedChanges, in order: Slice<HashedKeys>, root: TrieNode?, extent: Extent
  ) throws(TrieError) -> [Account] {
    var accounts: [Account] = []
    accounts.reserveCapacity(order.count)
    // Apart from their use, so that the reads, which are all over memory, overlap.
    let sorted = order.map { changes.accounts[$0.position] }
    var slots: [KeyedChanges.Slot] = []
    var position = 0
    while position < sorted.count, !isCancelled {
      let key = sorted[position].key
      var change = sorted[position]
      var storageCleared = false
      slots.removeAll(keepingCapacity: true)
      while true {
        if change.storageCleared || change.fields == nil {
          storageCleared = true
          slots.removeAll(keepingCapacity: true)
        }
        slots.append(contentsOf: changes.slots[change.slots])
        position += 1
        guard position < sorted.count, sorted[position].key == key else { break }
        change = sorted[position]
      }
      guard change.fields != nil else {
        switch extent {
        case .everything: accounts.append(Account(key: key, fields: nil, storage: nil))
        case .ahead: deferred.append(change, slots: [])
        }
        continue
      }
      let storage = try storage(
        of: change, cleared: storageCleared, slots: slots, root: root, extent: extent)
      accounts.append(Account(key: key, fields: change.fields, storage: storage))
    }
    return accounts
  }

  /// The storage of an account after its `slots` changed.
  private func storage(
    of change: KeyedChanges.Change, cleared: Bool, slots: [KeyedChanges.Slot],
    root: TrieNode?, extent: Extent
  ) throws(TrieError) -> TrieNode? {
    let before = cleared ? nil : try root.entry(at: NibblePath(change.key))?.subtrie
    if slots.isEmpty { return before }
    let order = HashedKeys(slots.lazy.map(\.key))
    var edits: [TrieEdit] = []
    edits.reserveCapacity(slots.count)
    var removed: [KeyedChanges.Slot] = []
    for (index, entry) in zip(order.indices, order) {
      // Of several changes of one slot the last holds.
      if index + 1 < order.endIndex, order[index + 1].key == entry.key { continue }
      let slot = slots[entry.position]
      if slot.value.isZero, case .ahead = extent {
        removed.append(slot)
      } else {
        edits.append(
          TrieEdit(
            key: NibblePath(slot.key),
            value: slot.value.isZero ? nil : writer.memory.place(slot.value)))
      }
    }
    if !removed.isEmpty {
      let rest = KeyedChanges.Change(
        key: change.key, fields: change.fields, storageCleared: false, slots: 0..<0)
      deferred.append(rest, slots: removed)
    }
    do throws(TrieError) {
      return try writer.update(before, with: edits)
    } catch {
      throw error.inStorage(of: change.key)
    }
  }

  private func edit(_ account: Account) -> TrieEdit {
    let leaf = account.fields.map {
      TrieAccount(
        nonce: $0.nonce, balance: $0.balance, storageRoot: account.storage.rootHash,
        codeHash: $0.codeHash)
    }
    return TrieEdit(
      key: NibblePath(account.key), value: leaf?.encoded(in: &writer.memory),
      subtrie: account.storage)
  }
}
