import EthereumTypes

/// An account as a leaf of the state trie holds it.
package struct TrieAccount: Equatable, Sendable {
  /// The number of transactions sent or contracts created.
  package var nonce: UInt64
  /// The balance in wei.
  package var balance: UInt256
  /// The root hash of the account's storage trie.
  package var storageRoot: Hash32
  /// The hash of the account's code.
  package var codeHash: Hash32

  init(nonce: UInt64, balance: UInt256, storageRoot: Hash32, codeHash: Hash32) {
    self.nonce = nonce
    self.balance = balance
    self.storageRoot = storageRoot
    self.codeHash = codeHash
  }

  init(decoding bytes: [UInt8]) throws(RLPError) {
    var input = RLPDecoder(bytes)
    var fields = try input.readList()
    try input.finish()
    nonce = try fields.readUInt64()
    balance = try fields.readUInt256()
    storageRoot = try fields.readHash32()
    codeHash = try fields.readHash32()
    try fields.finish()
  }

  /// The account's encoding, put into the memory of its leaf.
  func encoded(in memory: inout NodeAllocator) -> NodeValue {
    let payloadCount =
      RLPTarget.encodedCount(of: UInt256(nonce)) + RLPTarget.encodedCount(of: balance) + 2 * 33
    // From 56 to 255 bytes have a prefix of two.
    let start = memory.allocate(byteCount: 2 + payloadCount)
    var target = RLPTarget(start)
    target.beginList(payloadCount: payloadCount)
    target.append(uint: UInt256(nonce))
    target.append(uint: balance)
    target.append(hash: storageRoot)
    target.append(hash: codeHash)
    return NodeValue(start: start, count: target.end)
  }
}
