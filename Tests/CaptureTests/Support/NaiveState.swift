import BlockSets
import EthereumTypes
import StateTrie

/// A part of a state as tries of all its nodes, which gives proofs (EIP-1186).
struct NaiveState: Sendable {
  private(set) var accounts: NaiveTrie

  init(_ witness: StateWitness) {
    accounts = NaiveTrie(
      root: witness.parentStateRoot,
      nodes: Dictionary(witness.nodes.map { (keccak256($0), $0) }) { first, _ in first })
  }

  /// A whole state.
  init(_ allocation: Allocation) {
    accounts = NaiveTrie()
    apply(
      allocation.map { address, account in
        AccountUpdate(
          address: address,
          account: (account.nonce, account.balance, keccak256(account.code)),
          storage: account.storage.map { ($0.key, $0.value) })
      })
  }

  var rootHash: Hash32 { accounts.rootHash }

  mutating func apply(_ updates: [AccountUpdate]) {
    var changes: [(key: Hash32, value: [UInt8]?)] = []
    var nodes = accounts.nodes
    for update in updates {
      let key = keccak256(update.address)
      guard let account = update.account else {
        changes.append((key, nil))
        continue
      }
      var storage = NaiveTrie(
        root: update.storageCleared ? .emptyTrieRoot : storageRoot(of: key), nodes: nodes)
      storage.update(
        update.storage.map { (keccak256(word: $0.slot), Self.value($0.value)) })
      nodes = storage.nodes
      var encoder = RLPEncoder()
      encoder.list { list in
        list.encode(uint: account.nonce)
        list.encode(uint: account.balance)
        list.encode(hash: storage.rootHash)
        list.encode(hash: account.codeHash)
      }
      changes.append((key, encoder.result))
    }
    accounts = NaiveTrie(root: accounts.rootHash, nodes: nodes)
    accounts.update(changes)
  }

  /// The proof of an account, and those of its slots.
  func proof(of address: Address, slots: [UInt256]) -> (account: [[UInt8]], slots: [[[UInt8]]]) {
    let key = keccak256(address)
    let storage = NaiveTrie(root: storageRoot(of: key), nodes: accounts.nodes)
    return (accounts.proof(of: key), slots.map { storage.proof(of: keccak256(word: $0)) })
  }

  private func storageRoot(of key: Hash32) -> Hash32 {
    guard let account = accounts.value(of: key) else { return .emptyTrieRoot }
    do {
      var decoder = RLPDecoder(account)
      var fields = try decoder.readList()
      _ = try fields.readUInt64()
      _ = try fields.readUInt256()
      return try fields.readHash32()
    } catch {
      preconditionFailure("an account's leaf: \(error)")
    }
  }

  private static func value(_ word: UInt256) -> [UInt8]? {
    if word == .zero { return nil }
    var encoder = RLPEncoder()
    encoder.encode(uint: word)
    return encoder.result
  }
}
