import EthereumTypes

/// Finds trie nodes that proofs of the state before a block do not hold, and that deletions need:
/// where one leaves a branch with a single child, that child takes the branch's place with a
/// longer path, so that it must be known what it is.
///
/// A proof after the block that a key is gone ends in the node with the longer path. The child as
/// it was has an end of that path, and the hash by which the branch referred to it. A child that
/// is a branch got an extension before it, and need not be known.
package enum SiblingSearch {
  /// The nodes that `known` ones refer to and that `paths` tell.
  ///
  /// - Parameters:
  ///   - known: The nodes of proofs before the block.
  ///   - paths: Proofs after the block of what it deleted.
  package static func siblings(of known: [[UInt8]], in paths: [[[UInt8]]]) -> [[UInt8]] {
    let references = Set(known.flatMap(references))
    return paths.compactMap(\.last).flatMap(shortened).filter {
      references.contains(keccak256($0))
    }
  }

  /// The hashes of a node's children.
  private static func references(of node: [UInt8]) -> [Hash32] {
    guard let items = items(of: node) else { return [] }
    return items.compactMap { item in
      var decoder = RLPDecoder(item)
      return try? decoder.readHash32()
    }
  }

  /// The leaves or extensions whose path is an end of this one's.
  private static func shortened(_ node: [UInt8]) -> [[UInt8]] {
    guard let items = items(of: node), items.count == 2 else { return [] }
    var decoder = RLPDecoder(items[0])
    guard let compact = try? decoder.readBytes(), let first = compact.first else { return [] }
    let isLeaf = first & 0x20 != 0
    let digits = compact.flatMap { [$0 >> 4, $0 & 15] }
    let path = digits.dropFirst(first & 0x10 != 0 ? 1 : 2)
    // An extension has a path; a leaf may be without.
    let shortest = isLeaf ? 0 : 1
    return (shortest..<max(path.count, shortest)).map { count in
      var encoder = RLPEncoder()
      encoder.list { list in
        list.encode(bytes: compacted(path.suffix(count), isLeaf: isLeaf))
        list.append(encoded: items[1])
      }
      return encoder.result
    }
  }

  /// A path as nodes hold it: the flags of leaf and odd length before it (Yellow Paper,
  /// appendix C).
  private static func compacted(_ path: ArraySlice<UInt8>, isLeaf: Bool) -> [UInt8] {
    let flags: UInt8 = (isLeaf ? 2 : 0) | UInt8(path.count & 1)
    let digits = [flags] + (path.count & 1 == 1 ? [] : [0]) + path
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  private static func items(of node: [UInt8]) -> [ArraySlice<UInt8>]? {
    var decoder = RLPDecoder(node)
    guard (try? decoder.enterList()) != nil else { return nil }
    var items: [ArraySlice<UInt8>] = []
    while !decoder.isAtEnd {
      guard let item = try? decoder.readEncodedItem() else { return nil }
      items.append(item)
    }
    return items
  }
}
