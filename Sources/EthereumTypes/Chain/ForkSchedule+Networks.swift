extension ForkSchedule {
  /// Ethereum mainnet, chain id 1.
  package static let mainnet = ForkSchedule(
    genesis: .frontier,
    then: [
      Activation(.homestead, number: 1_150_000),
      Activation(.daoFork, number: 1_920_000),
      Activation(.tangerineWhistle, number: 2_463_000),
      Activation(.spuriousDragon, number: 2_675_000),
      Activation(.byzantium, number: 4_370_000),
      // Constantinople and Petersburg were activated in one block, so Constantinople never held.
      Activation(.petersburg, number: 7_280_000),
      Activation(.istanbul, number: 9_069_000),
      Activation(.muirGlacier, number: 9_200_000),
      Activation(.berlin, number: 12_244_000),
      Activation(.london, number: 12_965_000),
      Activation(.arrowGlacier, number: 13_773_000),
      Activation(.grayGlacier, number: 15_050_000),
      Activation(.paris, number: 15_537_394),
      Activation(.shanghai, timestamp: 1_681_338_455),
      Activation(.cancun, timestamp: 1_710_338_135),
      Activation(.prague, timestamp: 1_746_612_311),
      Activation(.osaka, timestamp: 1_764_798_551),
      Activation(.bpo1, timestamp: 1_765_290_071),
      Activation(.bpo2, timestamp: 1_767_747_671),
    ])

  /// The Sepolia test network, chain id 11155111: London from genesis.
  package static let sepolia = ForkSchedule(
    genesis: .london,
    then: [
      Activation(.paris, number: 1_450_409),
      Activation(.shanghai, timestamp: 1_677_557_088),
      Activation(.cancun, timestamp: 1_706_655_072),
      Activation(.prague, timestamp: 1_741_159_776),
      Activation(.osaka, timestamp: 1_760_427_360),
      Activation(.bpo1, timestamp: 1_761_017_184),
      Activation(.bpo2, timestamp: 1_761_607_008),
    ])

  /// The Holešky test network, chain id 17000: merged from genesis.
  package static let holesky = ForkSchedule(
    genesis: .paris,
    then: [
      Activation(.shanghai, timestamp: 1_696_000_704),
      Activation(.cancun, timestamp: 1_707_305_664),
      Activation(.prague, timestamp: 1_740_434_112),
      Activation(.osaka, timestamp: 1_759_308_480),
      Activation(.bpo1, timestamp: 1_759_800_000),
      Activation(.bpo2, timestamp: 1_760_389_824),
    ])

  /// The schedule of a public network, or `nil` for an unknown chain id.
  package static func network(chainID: UInt64) -> ForkSchedule? {
    switch chainID {
    case 1: mainnet
    case 17_000: holesky
    case 11_155_111: sepolia
    default: nil
    }
  }
}
