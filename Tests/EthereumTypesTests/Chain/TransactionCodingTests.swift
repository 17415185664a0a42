import EthereumTypes
import TestSupport
import Testing

@Suite("Transaction encoding and signing")
struct TransactionCodingTests {
  @Test(arguments: Transaction.Kind.allCases, [61, 62, 63] as [UInt64])
  func signedTransactionsRoundTrip(kind: Transaction.Kind, seed: UInt64) throws {
    var source = RandomTransactions(seed: seed)
    for _ in 0..<20 {
      let privateKey = source.privateKey()
      let transaction = source.transaction(kind).signed(with: privateKey)
      let decoded = try Transaction(decoding: transaction.encoded)
      #expect(decoded == transaction, "seed \(seed)")
      #expect(decoded.hash == keccak256(transaction.encoded))
      #expect(
        try decoded.recoverSender() == Secp256k1.address(ofPrivateKey: privateKey), "seed \(seed)")
      #expect(transaction.signature.s <= Secp256k1.halfOrder)
    }
  }

  /// The example that EIP-155 works through.
  @Test func exampleOfEIP155IsReproduced() throws {
    let unsigned = Transaction.legacy(
      chainID: 1, nonce: 9, gasPrice: 20_000_000_000, gasLimit: 21_000,
      to: Address(hex: "0x3535353535353535353535353535353535353535"),
      value: 1_000_000_000_000_000_000)
    #expect(
      unsigned.signingHash
        == Hash32(hex: "0xdaf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53"))
    let signed = unsigned.signed(with: [UInt8](repeating: 0x46, count: 32))
    #expect(
      signed.encoded.hex == """
        0xf86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a764\
        00008025a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276a067cbe9d8\
        997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83
        """)
  }

  @Test(arguments: Transaction.Kind.allCases)
  func everyTruncatedPrefixIsRefused(kind: Transaction.Kind) throws {
    var source = RandomTransactions(seed: 64)
    var transaction = source.transaction(kind)
    if kind == .setCode {
      transaction.authorizationList = [source.authorization(), source.authorization()]
      transaction.accessList = [AccessListEntry(address: source.address(), storageKeys: [1, 2])]
    }
    let encoded = transaction.signed(with: source.privateKey()).encoded
    for count in encoded.indices {
      #expect(throws: TransactionError.self, "first \(count) bytes") {
        try Transaction(decoding: encoded[..<count])
      }
    }
    #expect(throws: TransactionError.self) { try Transaction(decoding: encoded + [0]) }
  }

  @Test(arguments: [0, 5, 0x7f, 0x80, 0xbf] as [UInt8])
  func unknownTypesAreRefused(type: UInt8) {
    #expect(throws: TransactionError.unsupportedType(type, offset: 0)) {
      try Transaction(decoding: [type, 0xc0])
    }
  }

  @Test func offsetsCountFromTheBufferThatASliceIsOf() {
    let buffer: [UInt8] = [9, 9, 9, 1, 0xc2, 0x01, 0x00]
    // The second field, the nonce, is a byte of zero where the number zero is the empty string.
    #expect(
      throws: TransactionError.malformed(RLPError(offset: 6, kind: .leadingZero))
    ) {
      try Transaction(decoding: buffer[3...])
    }
  }

  /// The form in which nodes gossip: type byte ‖ [transaction, blobs, commitments, proofs].
  @Test func networkFormOfBlobTransactionsIsRefused() {
    var source = RandomTransactions(seed: 65)
    let transaction = source.transaction(.blob).signed(with: source.privateKey())
    var encoder = RLPEncoder()
    encoder.append(encoded: [3])
    encoder.list { list in
      list.append(encoded: transaction.encoded.dropFirst())
      for _ in 0..<3 { list.list { _ in } }
    }
    let bytes = encoder.result
    #expect(throws: TransactionError.self) { try Transaction(decoding: bytes) }
  }

  @Test(arguments: [Transaction.Kind.blob, .setCode])
  func kindsThatCannotCreateNeedARecipient(kind: Transaction.Kind) throws {
    var source = RandomTransactions(seed: 66)
    var transaction = source.transaction(kind)
    transaction.to = nil
    let encoded = transaction.signed(with: source.privateKey()).encoded
    let error = try #require(throws: TransactionError.self) {
      try Transaction(decoding: encoded)
    }
    guard case .malformed(let fault) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(fault.kind == .wrongLength(expected: 20, found: 0))
    #expect(encoded[fault.offset] == 0x80)
  }

  @Test func legacyTransactionInsideAStringIsNoBlockItem() throws {
    var source = RandomTransactions(seed: 67)
    let transaction = source.transaction(.legacy).signed(with: source.privateKey())
    let header = BlockHeader(number: 1, gasLimit: 5000, timestamp: 1)
    let block = Block(header: header, transactions: [transaction], withdrawals: nil)
    #expect(try Block(decoding: block.encoded) == block)
    var encoder = RLPEncoder()
    encoder.list { fields in
      fields.append(encoded: header.encoded)
      fields.list { $0.encode(bytes: transaction.encoded) }
      fields.list { _ in }
    }
    let bytes = encoder.result
    let error = try #require(throws: BlockDecodingError.self) { try Block(decoding: bytes) }
    guard case .transaction(0, .unsupportedType(let type, let offset)) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(type >= 0xc0)
    #expect(bytes[offset...].starts(with: transaction.encoded))
  }
}
