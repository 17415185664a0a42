import EthereumTypes
import TestSupport
import Testing

@Suite("Signatures of transactions and authorizations")
struct TransactionSignatureTests {
  static let privateKey = [UInt8](repeating: 0x46, count: 32)

  static func signed(_ kind: Transaction.Kind = .legacy, chainID: UInt64? = 1) -> Transaction {
    var source = RandomTransactions(seed: 71)
    var transaction = source.transaction(kind)
    transaction.chainID = chainID
    return transaction.signed(with: privateKey)
  }

  static func failure(_ transaction: Transaction) -> TransactionError? {
    do {
      _ = try transaction.recoverSender()
      return nil
    } catch {
      return error
    }
  }

  @Test(
    arguments: [
      (nil, 27...28), (0, 35...36), (1, 37...38), (1337, 2709...2710),
      (UInt64.max, 0x2_0000_0000_0000_0021...0x2_0000_0000_0000_0022),
    ] as [(UInt64?, ClosedRange<UInt256>)])
  func legacyVBindsToTheChain(chainID: UInt64?, range: ClosedRange<UInt256>) throws {
    let transaction = Self.signed(chainID: chainID)
    #expect(range.contains(transaction.signature.v))
    let decoded = try Transaction(decoding: transaction.encoded)
    #expect(decoded.chainID == chainID)
    #expect(try decoded.recoverSender() == Secp256k1.address(ofPrivateKey: Self.privateKey))
  }

  @Test(
    arguments: [
      0, 1, 26, 29, 34, UInt256(low: 0x2_0000_0000_0000_0023, high: 0), .max,
    ] as [UInt256])
  func strayLegacyVHasNoSender(v: UInt256) throws {
    var transaction = Self.signed(chainID: nil)
    transaction.signature.v = v
    let decoded = try Transaction(decoding: transaction.encoded)
    #expect(decoded.chainID == nil)
    #expect(Self.failure(decoded) == .invalidV(v))
  }

  @Test(arguments: [Transaction.Kind.accessList, .dynamicFee, .blob, .setCode])
  func yParityOfTypedTransactionsIsABit(kind: Transaction.Kind) {
    var transaction = Self.signed(kind)
    for v in [2, 27, 37, .max] as [UInt256] {
      transaction.signature.v = v
      #expect(Self.failure(transaction) == .invalidV(v))
    }
  }

  @Test func rangesOfRAndSAreEnforced() {
    let transaction = Self.signed()
    for outside in [0, Secp256k1.order, .max] as [UInt256] {
      var changed = transaction
      changed.signature.r = outside
      #expect(Self.failure(changed) == .rOutOfRange)
      changed = transaction
      changed.signature.s = outside
      #expect(Self.failure(changed) == .sOutOfRange)
    }
    #expect(
      Self.failure(
        Transaction.legacy(
          chainID: nil, nonce: 0, gasPrice: 0, gasLimit: 0, to: nil)) == .invalidV(0))
  }

  @Test func highSIsForFrontierOnly() throws {
    var twin = Self.signed()
    twin.signature.s = Secp256k1.order - twin.signature.s
    twin.signature.v = 37 + 38 - twin.signature.v
    #expect(Self.failure(twin) == .highS)
    #expect(
      try twin.recoverSender(allowingHighS: true)
        == Secp256k1.address(ofPrivateKey: Self.privateKey))
    twin.signature.s = Secp256k1.halfOrder + 1
    #expect(Self.failure(twin) == .highS)
    twin.signature.s = Secp256k1.halfOrder
    #expect(Self.failure(twin) != .highS)
  }

  @Test func signatureOfNoKeyIsUnrecoverable() {
    var transaction = Self.signed()
    // No point of the curve has the x coordinate 5.
    transaction.signature.r = 5
    #expect(Self.failure(transaction) == .unrecoverable)
  }

  @Test(arguments: [72, 73] as [UInt64])
  func authoritiesAreRecovered(seed: UInt64) {
    var source = RandomTransactions(seed: seed)
    for _ in 0..<20 {
      let privateKey = source.privateKey()
      let authorization = Authorization.signed(
        chainID: source.number(), address: source.address(), nonce: source.smallNumber(),
        with: privateKey)
      let authority = Secp256k1.address(ofPrivateKey: privateKey)
      #expect(authorization.recoverAuthority() == authority, "seed \(seed)")
      var changed = authorization
      changed.yParity ^= 1
      #expect(changed.recoverAuthority() != authority, "seed \(seed)")
      changed.s = Secp256k1.order - authorization.s
      #expect(changed.recoverAuthority() == nil, "a high s, seed \(seed)")
      changed = authorization
      changed.yParity = 2
      #expect(changed.recoverAuthority() == nil)
      changed = authorization
      changed.nonce ^= 1
      #expect(changed.recoverAuthority() != authority, "seed \(seed)")
    }
  }

  @Test func yParityOfAuthorizationsHasOneByte() throws {
    var source = RandomTransactions(seed: 74)
    var transaction = source.transaction(.setCode)
    transaction.authorizationList = [source.authorization()]
    transaction.authorizationList[0].yParity = 255
    #expect(try Transaction(decoding: transaction.encoded) == transaction)
    // 0x81ff, the y-parity, becomes the number 256; the lengths around it grow by one.
    let authorization = transaction.authorizationList[0]
    var encoder = RLPEncoder()
    encoder.append(encoded: [4])
    encoder.list { fields in
      for number in [1, 2, 3, 4, 5] as [UInt64] { fields.encode(uint: number) }
      fields.encode(address: .zero)
      fields.encode(uint: 0)
      fields.encode(bytes: [])
      fields.list { _ in }
      fields.list { list in
        list.list { tuple in
          tuple.encode(uint: authorization.chainID)
          tuple.encode(address: authorization.address)
          tuple.encode(uint: authorization.nonce)
          tuple.encode(uint: 256)
          tuple.encode(uint: authorization.r)
          tuple.encode(uint: authorization.s)
        }
      }
      for _ in 0..<3 { fields.encode(uint: 1) }
    }
    let bytes = encoder.result
    let error = try #require(throws: TransactionError.self) { try Transaction(decoding: bytes) }
    guard case .malformed(let fault) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(fault.kind == .wrongLength(expected: 1, found: 2))
    #expect(bytes[fault.offset...].starts(with: [0x82, 1, 0]))
  }
}
