import EthereumTypes
import Testing

@Suite("Base fee, blob fee and gas limit")
struct FeeRuleTests {
  @Test(
    arguments: [
      // At, below and above the target.
      (20_000_000, 10_000_000, 1_000_000_000, 1_000_000_000),
      (20_000_000, 9_000_000, 1_000_000_000, 987_500_000),
      (20_000_000, 11_000_000, 1_000_000_000, 1_012_500_000),
      (20_000_000, 20_000_000, 1_000_000_000, 1_125_000_000),
      (20_000_000, 0, 1_000_000_000, 875_000_000),
      // Rises by at least 1, but may stay where it is when it should fall.
      (20_000_000, 10_000_001, 7, 8), (20_000_000, 0, 7, 7), (20_000_000, 0, 0, 0),
      // A limit below 2 leaves no target to divide by.
      (1, 1, 7, 8),
    ] as [(UInt64, UInt64, UInt256, UInt256)])
  func baseFeeFollowsUse(limit: UInt64, used: UInt64, fee: UInt256, next: UInt256) {
    #expect(
      BaseFee.next(parentGasLimit: limit, parentGasUsed: used, parentBaseFee: fee) == next)
  }

  @Test func baseFeeSaturates() {
    let next = BaseFee.next(parentGasLimit: 20, parentGasUsed: 20, parentBaseFee: .max)
    #expect(next == .max)
    #expect(BaseFee.next(parentGasLimit: 20, parentGasUsed: 0, parentBaseFee: .max) < .max)
  }

  @Test func firstBlockOfLondonStartsTheBaseFee() {
    let parent = BlockHeader(number: 1, gasLimit: 10_000_000, timestamp: 1)
    #expect(parent.nextBaseFeePerGas == 1_000_000_000)
    #expect(parent.allowsChildGasLimit(20_000_000, childHasBaseFee: true))
    #expect(!parent.allowsChildGasLimit(10_000_000, childHasBaseFee: true))
    #expect(parent.allowsChildGasLimit(10_000_000, childHasBaseFee: false))
    let absurd = BlockHeader(number: 1, gasLimit: .max, timestamp: 1)
    #expect(!absurd.allowsChildGasLimit(.max, childHasBaseFee: true))
  }

  @Test(
    arguments: [
      (30_000_000, 30_000_000, true), (30_029_295, 30_000_000, true),
      (30_029_296, 30_000_000, false), (29_970_705, 30_000_000, true),
      (29_970_704, 30_000_000, false), (5000, 5001, true), (4999, 5000, false),
      (4999, 5001, false), (0, 0, false), (.max, .max, false), (5000, 1023, false),
      // EIP-1985: 2^63 - 1 and not more.
      (1 << 63 - 1, 1 << 63 - 1, true), (1 << 63, 1 << 63, false),
    ] as [(UInt64, UInt64, Bool)])
  func gasLimitMovesWithinBounds(limit: UInt64, parent: UInt64, isValid: Bool) {
    #expect(GasLimit.isValid(limit, parentGasLimit: parent) == isValid)
  }

  /// Values of EIP-4844's reference function.
  @Test(
    arguments: [
      (1, 0, 1, 1), (38_493, 0, 1000, 38_493), (0, 1234, 2345, 0), (1, 2, 1, 6), (1, 4, 2, 6),
      (1, 3, 1, 16), (1, 6, 2, 18), (1, 4, 1, 49), (1, 8, 2, 50), (10, 8, 2, 542),
      (11, 8, 2, 596), (1, 5, 1, 136), (1, 5, 2, 11), (2, 5, 2, 23),
      (1, 50_000_000, 2_225_652, 5_709_098_764),
    ] as [(UInt256, UInt64, UInt64, UInt256)])
  func fakeExponentialMatchesItsDefinition(
    factor: UInt256, numerator: UInt64, denominator: UInt64, value: UInt256
  ) {
    #expect(
      BlobGas.fakeExponential(factor: factor, numerator: numerator, denominator: denominator)
        == value)
  }

  @Test(
    arguments: [(.max, 1), (.max, 3_338_477), (1 << 40, 11_684_671)] as [(UInt64, UInt64)])
  func fakeExponentialSaturates(numerator: UInt64, denominator: UInt64) {
    #expect(
      BlobGas.fakeExponential(factor: 1, numerator: numerator, denominator: denominator) == .max)
  }

  static let perBlob = BlobGas.perBlob

  @Test(
    arguments: [
      // Below, at and above the target of 6 blobs; then with excess before.
      (0, 0, 0), (0, 5, 0), (0, 6, 0), (0, 9, 3), (1, 5, 0), (1, 6, 1), (10, 9, 13),
    ] as [(UInt64, UInt64, UInt64)])
  func excessGrowsBeyondTheTarget(excess: UInt64, used: UInt64, next: UInt64) throws {
    let schedule = try #require(BlobSchedule.mainnet(for: .prague))
    #expect(
      BlobGas.nextExcess(
        parentExcess: excess * Self.perBlob, parentUsed: used * Self.perBlob,
        parentBaseFee: 1_000_000_000, schedule: schedule, isReservePriced: false)
        == next * Self.perBlob)
  }

  /// The reserve price binds when 8192 · base fee > 131072 · blob fee: here above 16 wei.
  ///
  /// Six blobs on an excess of ten, at a fee of 1 wei: 10 + 6 − 6, or 10 + 6 · (9 − 6) ÷ 9.
  @Test(arguments: [(15, 10), (16, 10), (17, 12), (.max, 12)] as [(UInt256, UInt64)])
  func reservePriceStopsTheFall(baseFee: UInt256, next: UInt64) throws {
    let schedule = try #require(BlobSchedule.mainnet(for: .osaka))
    let excess = { (isReservePriced: Bool) in
      BlobGas.nextExcess(
        parentExcess: 10 * Self.perBlob, parentUsed: 6 * Self.perBlob, parentBaseFee: baseFee,
        schedule: schedule, isReservePriced: isReservePriced)
    }
    #expect(excess(true) == next * Self.perBlob)
    #expect(excess(false) == 10 * Self.perBlob)
  }

  @Test func excessSurvivesAbsurdFigures() {
    let schedules = [
      BlobSchedule(target: 0, max: 0, baseFeeUpdateFraction: 0),
      BlobSchedule(target: 9, max: 6, baseFeeUpdateFraction: 1),
      BlobSchedule(target: .max, max: .max, baseFeeUpdateFraction: .max),
      BlobSchedule(target: 0, max: .max, baseFeeUpdateFraction: 1),
    ]
    for schedule in schedules {
      for figure in [0, 1, .max] as [UInt64] {
        for fee in [0, .max] as [UInt256] {
          let next = BlobGas.nextExcess(
            parentExcess: figure, parentUsed: .max, parentBaseFee: fee, schedule: schedule,
            isReservePriced: true)
          #expect(next <= .max)
        }
      }
    }
  }

  @Test func feesOfATransactionFollowTheBaseFee() {
    var transaction = Transaction.dynamicFee(
      chainID: 1, nonce: 0, maxPriorityFeePerGas: 2, maxFeePerGas: 10, gasLimit: 100, to: nil,
      value: 5)
    #expect(transaction.priorityFee(baseFee: 7) == 2)
    #expect(transaction.effectiveGasPrice(baseFee: 7) == 9)
    #expect(transaction.priorityFee(baseFee: 9) == 1)
    #expect(transaction.effectiveGasPrice(baseFee: 9) == 10)
    #expect(transaction.priorityFee(baseFee: 10) == 0)
    #expect(transaction.effectiveGasPrice(baseFee: 11) == nil)
    #expect(transaction.maxCost == 1005)
    #expect(transaction.blobGas == 0)
    transaction.blobVersionedHashes = [.zero, .zero]
    transaction.maxFeePerBlobGas = 3
    #expect(transaction.blobGas == 262_144)
    #expect(transaction.maxCost == 787_437)
    transaction.value = .max
    #expect(transaction.maxCost == nil)
    transaction.value = 0
    transaction.maxFeePerGas = .max
    #expect(transaction.maxCost == nil)
    let legacy = Transaction.legacy(
      chainID: nil, nonce: 0, gasPrice: 10, gasLimit: 1, to: nil)
    #expect(legacy.effectiveGasPrice(baseFee: 0) == 10)
    #expect(legacy.priorityFee(baseFee: 4) == 6)
    #expect(legacy.effectiveGasPrice(baseFee: 4) == 10)
  }
}
