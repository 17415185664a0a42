import EthereumTypes
import StateTrie

/// A state as plain dictionaries, with its root by definition.
struct ReferenceState {
  struct Account {
    var nonce: UInt64 = 0
    var balance = UInt256.zero
    var codeHash = Hash32.emptyKeccak
    var storage: [UInt256: UInt256] = [:]

    var fields: (nonce: UInt64, balance: UInt256, codeHash: Hash32) {
      (nonce, balance, codeHash)
    }
  }

  var accounts: [Address: Account] = [:]

  /// The account trie, and the nodes of all tries.
  var tries: (accounts: ReferenceTrie, nodes: [[UInt8]]) {
    var nodes: [[UInt8]] = []
    var leaves: [Hash32: [UInt8]] = [:]
    for (address, account) in accounts {
      let storage = ReferenceTrie(
        Dictionary(
          account.storage.filter { !$0.value.isZero }.map { slot, value in
            var encoder = RLPEncoder()
            encoder.encode(uint: value)
            return (keccak256(word: slot), encoder.result)
          }, uniquingKeysWith: { first, _ in first }))
      nodes += storage.nodes
      var encoder = RLPEncoder()
      encoder.list { encoder in
        encoder.encode(uint: account.nonce)
        encoder.encode(uint: account.balance)
        encoder.encode(hash: storage.rootHash)
        encoder.encode(hash: account.codeHash)
      }
      leaves[keccak256(address)] = encoder.result
    }
    let trie = ReferenceTrie(leaves)
    return (trie, nodes + trie.nodes)
  }

  var rootHash: Hash32 { tries.accounts.rootHash }

  /// A witness of the whole state.
  var witness: StateWitness {
    let tries = tries
    return StateWitness(parentStateRoot: tries.accounts.rootHash, nodes: tries.nodes)
  }

  /// The state as the trie under test takes it.
  var records: [(Address, AccountRecord)] {
    accounts.map { address, account in
      (
        address,
        AccountRecord(
          nonce: account.nonce, balance: account.balance, codeHash: account.codeHash,
          storage: account.storage.map { (slot: $0.key, value: $0.value) })
      )
    }
  }

  /// Does to the dictionaries what `updates` says.
  mutating func apply(_ updates: [AccountUpdate]) {
    for update in updates {
      guard let fields = update.account else {
        accounts[update.address] = nil
        continue
      }
      var account = accounts[update.address] ?? Account()
      (account.nonce, account.balance, account.codeHash) = fields
      if update.storageCleared { account.storage = [:] }
      for (slot, value) in update.storage { account.storage[slot] = value.isZero ? nil : value }
      accounts[update.address] = account
    }
  }
}
