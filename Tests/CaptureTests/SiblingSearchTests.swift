import Capture
import EthereumTypes
import StateTrie
import TestSupport
import Testing

/// Proofs before and after a change give the root after it, whatever the change deletes.
@Suite struct SiblingSearchTests {
  private typealias Changes = [(key: Hash32, value: [UInt8]?)]

  /// What a case needed besides the proofs before.
  private struct Needs {
    var nothing = 0
    var siblings = 0
    var branches = 0
  }

  /// Few different nibbles, so that keys part late and branches collapse often.
  private static func key(_ random: inout SplitMix64) -> Hash32 {
    let depth = Int.random(in: 1...6, using: &random)
    var word = UInt256.zero
    for position in 0..<64 {
      let nibble =
        position < depth
        ? UInt64.random(in: 0...2, using: &random)
        : UInt64.random(in: 0...1, using: &random) * UInt64.random(in: 0...15, using: &random)
      word = word << 4 | UInt256(nibble)
    }
    return Hash32(word: word)
  }

  private static func value(_ random: inout SplitMix64) -> [UInt8] {
    // Short values make nodes that others embed.
    let count = Bool.random(using: &random) ? 1 : 40
    return (0..<count).map { _ in UInt8.random(in: 1...255, using: &random) }
  }

  private static func check(
    _ random: inout SplitMix64, _ needs: inout Needs
  ) throws {
    var before = NaiveTrie()
    let keys = (0..<Int.random(in: 2...12, using: &random)).map { _ in key(&random) }
    before.update(Set(keys).sorted().map { ($0, value(&random)) })
    var changes: [Hash32: [UInt8]?] = [:]
    for key in keys where Int.random(in: 0...2, using: &random) == 0 {
      changes[key] = .some(nil)
    }
    if Bool.random(using: &random) { changes[key(&random)] = value(&random) }
    let list: Changes = changes.map { ($0.key, $0.value) }
    var after = before
    after.update(list)

    let known = list.flatMap { before.proof(of: $0.key) }
    let root = before.rootHash
    func found(_ nodes: [[UInt8]], assumes: Bool = false) throws -> Hash32? {
      do throws(TrieError) {
        var trie = try MerkleTrie(
          root: root, nodes: nodes, assumesMissingSiblingsAreBranches: assumes)
        try trie.update(list)
        return trie.rootHash
      } catch {
        try #require(error.problem == .missingNode)
        return nil
      }
    }
    if let hash = try found(known) {
      needs.nothing += 1
      return #expect(hash == after.rootHash)
    }
    let gone = list.filter { $0.value == nil }.map { after.proof(of: $0.key) }
    let all = known + SiblingSearch.siblings(of: known, in: gone)
    if let hash = try found(all) {
      needs.siblings += 1
      return #expect(hash == after.rootHash)
    }
    needs.branches += 1
    #expect(try found(all, assumes: true) == after.rootHash)
  }

  @Test func randomTries() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("sibling search, seed \(seed)")
    var random = SplitMix64(seed: seed)
    var needs = Needs()
    for _ in 0..<3_000 { try Self.check(&random, &needs) }
    // Each way is taken often enough to be tested.
    #expect(needs.nothing > 100 && needs.siblings > 100 && needs.branches > 100, "\(needs)")
  }
}
