import EthereumTypes

/// The state trie: accounts keyed by the hash of their address, and below each account its
/// storage trie, keyed by the hash of the slot.
///
/// A value: ``apply(_:)`` on a copy leaves the original intact, and the two share every node that
/// did not change. Any number of threads may read and copy one.
package struct StateTrie: Sendable {
  /// The account trie. The leaf of an account with storage holds the root node of that storage,
  /// or an unresolved node where a witness leaves it out.
  private(set) var tree: NodeTree

  init(tree: NodeTree) {
    self.tree = tree
  }

  /// The state trie of `accounts`, each address once, in any order.
  ///
  /// - Complexity: O(*n*) expected, for *n* accounts and slots.
  package init(accounts: [(Address, AccountRecord)]) {
    self.init(tree: NodeTree())
    do throws(TrieError) {
      try apply(
        accounts.map { address, account in
          AccountUpdate(
            address: address, account: (account.nonce, account.balance, account.codeHash),
            storage: account.storage)
        })
    } catch {
      preconditionFailure("a trie from nothing has no unresolved node: \(error)")
    }
  }

  /// The part of a state trie that `witness` makes known.
  package init(witness: StateWitness) throws(TrieError) {
    var reader = WitnessReader(nodes: witness.nodes)
    tree = try reader.tree(
      witness.parentStateRoot, of: .accounts,
      assumesMissingSiblingsAreBranches: witness.deletionSiblingsAssumedBranch > 0)
  }

  /// The hash that commits to the whole state.
  package var rootHash: Hash32 { tree.root.rootHash }

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
      value = try storage.entry(at: path)?.value.bytes
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

  /// Brings the trie to the state after `updates`, in any order, later ones of an account after
  /// earlier ones.
  ///
  /// Only nodes on the way to changed accounts and slots are made and hashed. On an error, which
  /// only a trie from a witness can have, the trie stays as it was. See ``StateTrieUpdate`` for
  /// updates that arrive in pieces, on several threads, or may be cancelled.
  ///
  /// - Complexity: O(*k* (log *k* + log *n*)) expected, for *k* changes in a state of *n*.
  package mutating func apply(
    _ updates: [AccountUpdate], runPieces: TriePieceRunner? = nil
  ) throws(TrieError) {
    var update = StateTrieUpdate(of: self)
    update.add(updates)
    // It cannot be cancelled.
    if let updated = try update.finish(runPieces: runPieces) { self = updated }
  }

  /// Gives up the memory of what updates replaced, if that is most of what the trie keeps alive.
  ///
  /// To be called between updates, where time does not count; without it a chain of versions
  /// grows with every update. Other versions are not affected.
  ///
  /// - Complexity: O(1), or O(*n*) for a state of *n* after so many nodes were replaced.
  package mutating func reclaimMemory() {
    tree.reclaim()
  }

  /// The bytes of memory that the trie keeps alive, with what updates replaced.
  package var memoryByteCount: Int { tree.byteCount }

  /// The account with the hashed address `key`, and its storage.
  private func entry(
    at key: Hash32
  ) throws(TrieError) -> (account: TrieAccount, storage: TrieNode?)? {
    guard let (value, storage) = try tree.root.entry(at: NibblePath(key)) else { return nil }
    do throws(RLPError) {
      return (try TrieAccount(decoding: value.bytes), storage)
    } catch {
      throw TrieError(.malformedAccount(error), path: NibblePath(key), hash: rootHash)
    }
  }
}
