import BlockSets
import EthereumTypes
import StateTrie

/// An account of which a proof is wanted, and some of its slots.
struct ProvenAccount: Sendable {
  let address: Address
  var slots: [UInt256] = []
}

/// The trie nodes on the ways to an account and some of its slots: what `eth_getProof` gives
/// (EIP-1186).
struct StateProof: Sendable {
  /// The ways through the tries, each from its root.
  let paths: [[[UInt8]]]

  /// Reads a proof, which must lead from the state root to everything that it was asked for.
  init(
    _ value: JSONValue, of account: ProvenAccount, under stateRoot: Hash32
  ) throws(JSONError) {
    let object = try value.object()
    let way = try Self.nodes(object.required("accountProof"))
    let slots = try object.required("storageProof").array().map { slot throws(JSONError) in
      try Self.nodes(slot.object().required("proof"))
    }
    paths = [way] + slots
    do throws(TrieError) {
      let trie = try StateTrie(
        witness: StateWitness(parentStateRoot: stateRoot, nodes: Array(paths.joined())))
      _ = try trie.account(at: account.address)
      for slot in account.slots { _ = try trie.storage(at: account.address, slot: slot) }
    } catch {
      throw value.error(
        "expected a proof of account \(account.address) under the state root \(stateRoot): \(error)"
      )
    }
  }

  private static func nodes(_ value: JSONValue) throws(JSONError) -> [[UInt8]] {
    try value.array().map { node throws(JSONError) in try node.bytes() }
  }
}
