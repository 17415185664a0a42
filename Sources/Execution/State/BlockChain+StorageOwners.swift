import BlockSets
import EthereumTypes
import StateTrie

extension BlockChain {
  /// The accounts that a contract might be created at, and of which a witness shows that they have
  /// storage: that forbids it (EIP-7610), and nothing else in a block need read a slot of theirs.
  ///
  /// - Parameter trie: What the witness makes known.
  func storageOwners(shownBy trie: StateTrie) -> Set<Address> {
    guard witness != nil else { return [] }
    var owners: Set<Address> = []
    for (address, account) in preState
    where account.nonce == 0 && account.code.isEmpty && account.codeHash == nil {
      // An account that a witness leaves out is not shown to have storage.
      guard let proven = try? trie.account(at: address) else { continue }
      if proven.storageRoot != .emptyTrieRoot { owners.insert(address) }
    }
    return owners
  }
}
