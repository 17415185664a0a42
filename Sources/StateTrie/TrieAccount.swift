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

  var encoded: [UInt8] {
    var encoder = RLPEncoder(reservingCapacity: 112)
    encoder.list { encoder in
      encoder.encode(uint: nonce)
      encoder.encode(uint: balance)
      encoder.encode(hash: storageRoot)
      encoder.encode(hash: codeHash)
    }
    return encoder.result
  }
}
