import EthereumTypes

/// The state trie: accounts keyed by the hash of their address, and below each account its
/// storage trie, keyed by the hash of the slot.
///
/// A value: ``apply(_:)`` on a copy leaves the original intact, and the two share every node that
/// did not change. Any number of threads may read and copy one.
package struct StateTrie: Sendable {
  /// The root of the account trie. The leaf of an account with storage holds the root node of
  /// that storage, or an unresolved node where a witness leaves it out.
  private var root: TrieNode?
  /// See ``TrieWriter``.
  private let assumesMissingSiblingsAreBranches: Bool

  /// The state trie of `accounts`, each address once, in any order.
  ///
  /// - Complexity: O(*n* log *n*) for *n* accounts and slots.
  package init(accounts: [(Address, AccountRecord)]) {
    var writer = TrieWriter()
    let order = HashedKeys(keccak256(each: accounts.map(\.0)))
    let slots = StorageEdits(accounts.lazy.map(\.1.storage))
    let storage = order.map { writer.build(slots.edits(at: $0.position)) }
    // Accounts hold the roots of their storage.
    writer.hashNewNodes()
    root = writer.build(
      zip(order, storage).map { entry, storage in
        let record = accounts[entry.position].1
        return StateTrie.edit(
          entry.key, (record.nonce, record.balance, record.codeHash), storage: storage)
      })
    writer.hashNewNodes()
    assumesMissingSiblingsAreBranches = false
  }

  /// The part of a state trie that `witness` makes known.
  package init(witness: StateWitness) throws(TrieError) {
    var reader = WitnessReader(nodes: witness.nodes)
    root = try reader.trie(witness.parentStateRoot, of: .accounts)
    assumesMissingSiblingsAreBranches = witness.deletionSiblingsAssumedBranch > 0
  }

  /// The hash that commits to the whole state.
  package var rootHash: Hash32 { root.rootHash }

  /// The account at `address`, nil if there is none.
  package func account(at address: Address) throws(TrieError) -> TrieAccount? {
    try entry(at: keccak256(address))?.account
  }

  /// The value of `slot` of the account at `address`; zero where there is none.
  package func storage(at address: Address, slot: UInt256) throws(TrieError) -> UInt256 {
    let key = keccak256(address)
    let storage: TrieNode? = try entry(at: key)?.storage
    let path = NibblePath(keccak256(word: slot))
    let value: [UInt8]?
    do throws(TrieError) {
      value = try storage.entry(at: path)?.value
    } catch {
      throw error.inStorage(of: key)
    }
    guard let value else { return .zero }
    do throws(RLPError) {
      var decoder = RLPDecoder(value)
      return try decoder.readUInt256()
    } catch {
      throw TrieError(.malformedEncoding(error), path: path, hash: storage.rootHash)
        .inStorage(of: key)
    }
  }

  /// Brings the trie to the state after `updates`, each address once, in any order.
  ///
  /// Only nodes on the way to changed accounts and slots are made and hashed. On an error, which
  /// only a trie from a witness can have, the trie stays as it was.
  ///
  /// - Complexity: O(*k* (log *k* + log *n*)) expected, for *k* changes in a state of *n*.
  package mutating func apply(_ updates: [AccountUpdate]) throws(TrieError) {
    var writer = TrieWriter(
      assumesMissingSiblingsAreBranches: assumesMissingSiblingsAreBranches)
    let order = HashedKeys(keccak256(each: updates.map(\.address)))
    let slots = StorageEdits(updates.lazy.map(\.storage))
    var storage: [TrieNode?] = []
    storage.reserveCapacity(updates.count)
    for entry in order {
      storage.append(
        try updatedStorage(
          for: updates[entry.position], at: entry.key, slots.edits(at: entry.position), &writer))
    }
    // Accounts hold the roots of their storage.
    writer.hashNewNodes()
    let edits = zip(order, storage).map { entry, storage in
      StateTrie.edit(entry.key, updates[entry.position].account, storage: storage)
    }
    root = try writer.update(root, with: edits)
    writer.hashNewNodes()
  }

  /// The root node of an account's storage after `update`, whose slots make `edits`.
  private func updatedStorage(
    for update: AccountUpdate, at key: Hash32, _ edits: [TrieEdit], _ writer: inout TrieWriter
  ) throws(TrieError) -> TrieNode? {
    if update.account == nil { return nil }
    let before = update.storageCleared ? nil : try root.entry(at: NibblePath(key))?.subtrie
    do throws(TrieError) {
      return try writer.update(before, with: edits)
    } catch {
      throw error.inStorage(of: key)
    }
  }

  /// The account with the hashed address `key`, and its storage.
  private func entry(
    at key: Hash32
  ) throws(TrieError) -> (account: TrieAccount, storage: TrieNode?)? {
    guard let (value, storage) = try root.entry(at: NibblePath(key)) else { return nil }
    do throws(RLPError) {
      return (try TrieAccount(decoding: value), storage)
    } catch {
      throw TrieError(.malformedAccount(error), path: NibblePath(key), hash: rootHash)
    }
  }

  /// The edit of the account trie that leaves `account` at `key`.
  private static func edit(
    _ key: Hash32, _ account: (nonce: UInt64, balance: UInt256, codeHash: Hash32)?,
    storage: TrieNode?
  ) -> TrieEdit {
    let leaf = account.map {
      TrieAccount(
        nonce: $0.nonce, balance: $0.balance, storageRoot: storage.rootHash,
        codeHash: $0.codeHash)
    }
    return TrieEdit(key: NibblePath(key), value: leaf?.encoded, subtrie: storage)
  }
}
