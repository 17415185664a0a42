extension BlobSchedule {
  /// Mainnet's parameters in a fork, or `nil` before blobs existed.
  package static func mainnet(for fork: Fork) -> BlobSchedule? {
    switch fork {
    case ..<Fork.cancun: nil
    // EIP-4844.
    case .cancun: BlobSchedule(target: 3, max: 6, baseFeeUpdateFraction: 3_338_477)
    // EIP-7691.
    case .prague, .osaka: BlobSchedule(target: 6, max: 9, baseFeeUpdateFraction: 5_007_716)
    // The forks of EIP-7892 that change blob parameters only; Amsterdam keeps the second's.
    case .bpo1: BlobSchedule(target: 10, max: 15, baseFeeUpdateFraction: 8_346_193)
    default: BlobSchedule(target: 14, max: 21, baseFeeUpdateFraction: 11_684_671)
    }
  }
}
