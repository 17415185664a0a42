import EthereumTypes
import StateTrie
import TestSupport
import Testing

/// Witnesses with damaged nodes whose parents refer to them as they are: every error is typed.
@Suite struct WitnessMutationTests {
  @Test func tenThousandMutatedWitnessesNeverCrash() throws {
    var random = SplitMix64(seed: 11)
    var state = ReferenceState()
    for _ in 0..<4 { state.apply(StateTrieTests.updates(of: state, count: 8, using: &random)) }
    let nodes = state.tries.nodes
    var refused = 0
    for seed in 0..<10_000 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      do throws(TrieError) {
        var trie = try StateTrie(witness: mutated(nodes, using: &random))
        for number in 1...8 {
          let address = Address(word: UInt256(number))
          _ = try trie.account(at: address)
          _ = try trie.storage(at: address, slot: 1)
        }
        try trie.apply(StateTrieTests.updates(of: state, count: 8, using: &random))
      } catch {
        refused += 1
      }
    }
    #expect(refused > 1_000)
  }

  /// The witness of `nodes`, children before their parents, with one of them changed and all
  /// references to it with it.
  private func mutated(_ nodes: [[UInt8]], using random: inout SplitMix64) -> StateWitness {
    let victim = Int.random(in: 0..<nodes.count, using: &random)
    var replacements: [Hash32: Hash32] = [:]
    var result: [[UInt8]] = []
    for (position, node) in nodes.enumerated() {
      var copy = node
      for (start, prefix) in node.enumerated() where prefix == 0xa0 {
        guard let hash = Hash32(bytes: node[(start + 1)...].prefix(32)) else { continue }
        if let replacement = replacements[hash] {
          copy.replaceSubrange(start + 1..<start + 33, with: replacement.bytes)
        }
      }
      if position == victim {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: copy = result.randomElement(using: &random) ?? copy
        case 1: copy.remove(at: Int.random(in: 0..<copy.count, using: &random))
        default:
          copy[Int.random(in: 0..<copy.count, using: &random)] = UInt8(
            truncatingIfNeeded: random.next())
        }
      }
      if copy != node { replacements[keccak256(node)] = keccak256(copy) }
      result.append(copy)
    }
    return StateWitness(
      parentStateRoot: keccak256(result[result.count - 1]), nodes: result,
      deletionSiblingsAssumedBranch: Int.random(in: 0...1, using: &random))
  }
}
