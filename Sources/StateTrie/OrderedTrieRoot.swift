import EthereumTypes

/// The root hash of the trie that maps the RLP of each position to the item there: the roots of
/// transactions, receipts and withdrawals in a header.
///
/// - Parameter items: The encoded items, none of them empty.
/// - Complexity: O(*n*) in the number of bytes.
package func orderedTrieRoot(_ items: [[UInt8]]) -> Hash32 {
  // Position 0 is encoded as 0x80, after 1…127, which are their own encoding, and before all
  // others, which have a longer one.
  let ownEncodings = items.indices.prefix(128).dropFirst()
  let order = [ownEncodings, items.indices.prefix(1), items.indices.dropFirst(128)].joined()
  var writer = TrieWriter()
  var edits: [TrieEdit] = []
  edits.reserveCapacity(items.count)
  for position in order {
    var key = RLPEncoder(reservingCapacity: 9)
    key.encode(uint: position)
    edits.append(
      TrieEdit(key: NibblePath(key.result), value: writer.memory.place(items[position])))
  }
  let root = writer.build(edits)
  writer.hash(root)
  return root.rootHash
}
