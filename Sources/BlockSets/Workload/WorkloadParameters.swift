/// The parameters of a generated block set: `generate:` in an experiment's YAML.
///
/// Equal parameters generate equal blocks, on every machine.
package struct WorkloadParameters: Codable, Equatable, Sendable {
  /// The seed of every random choice.
  package let seed: UInt64
  /// The number of blocks.
  package let blocks: Int
  /// The number of transactions in each block.
  package let transactions: Int
  /// The relative weights of the kinds of transaction.
  package let mix: WorkloadMix
  /// The number of externally owned accounts that send and receive.
  package let accounts: Int
  /// The number of token contracts.
  package let tokens: Int
  /// The number of market-maker pools.
  package let pools: Int
  /// The exponent of the Zipf distribution that picks accounts, tokens and pools; 0 is uniform.
  package let skew: Double

  /// Parameters with the YAML's defaults for all that is not given.
  package init(
    seed: UInt64, blocks: Int, transactions: Int, mix: WorkloadMix, accounts: Int = 1_000,
    tokens: Int = 8, pools: Int = 8, skew: Double = 0
  ) {
    self.seed = seed
    self.blocks = blocks
    self.transactions = transactions
    self.mix = mix
    self.accounts = accounts
    self.tokens = tokens
    self.pools = pools
    self.skew = skew
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func count(_ key: CodingKeys, default value: Int?, in range: ClosedRange<Int>) throws -> Int {
      let given =
        if let value {
          try container.decodeIfPresent(Int.self, forKey: key) ?? value
        } else {
          try container.decode(Int.self, forKey: key)
        }
      guard range ~= given else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container,
          debugDescription:
            "\(key.stringValue) is \(given); use \(range.lowerBound) to \(range.upperBound)")
      }
      return given
    }
    seed = try container.decode(UInt64.self, forKey: .seed)
    blocks = try count(.blocks, default: nil, in: 1...1_000_000)
    transactions = try count(.transactions, default: nil, in: 1...10_000)
    mix = try container.decode(WorkloadMix.self, forKey: .mix)
    accounts = try count(.accounts, default: 1_000, in: 2...1_000_000)
    tokens = try count(.tokens, default: 8, in: 1...1_000)
    pools = try count(.pools, default: 8, in: 1...1_000)
    skew = try container.decodeIfPresent(Double.self, forKey: .skew) ?? 0
    guard 0...10 ~= skew else {
      throw DecodingError.dataCorruptedError(
        forKey: .skew, in: container, debugDescription: "skew is \(skew); use 0 to 10")
    }
  }
}
