import EthereumTypes
import TestSupport
import Testing

@Suite("Fork schedules")
struct ForkScheduleTests {
  @Test(
    arguments: [
      (1, 0, 0, .frontier), (1, 1_149_999, 0, .frontier), (1, 1_150_000, 0, .homestead),
      (1, 1_920_000, 0, .daoFork), (1, 2_463_000, 0, .tangerineWhistle),
      (1, 2_674_999, 0, .tangerineWhistle), (1, 2_675_000, 0, .spuriousDragon),
      (1, 4_370_000, 0, .byzantium), (1, 7_279_999, 0, .byzantium),
      (1, 7_280_000, 0, .petersburg), (1, 9_069_000, 0, .istanbul),
      (1, 9_200_000, 0, .muirGlacier), (1, 12_244_000, 0, .berlin), (1, 12_965_000, 0, .london),
      (1, 13_773_000, 0, .arrowGlacier), (1, 15_050_000, 0, .grayGlacier),
      (1, 15_537_394, 1_663_224_179, .paris), (1, 17_034_870, 1_681_338_454, .paris),
      (1, 17_034_870, 1_681_338_455, .shanghai), (1, 19_426_587, 1_710_338_135, .cancun),
      (1, 22_431_084, 1_746_612_311, .prague), (1, 23_935_694, 1_764_798_551, .osaka),
      (1, 23_975_796, 1_765_290_071, .bpo1), (1, 24_179_383, 1_767_747_671, .bpo2),
      (11_155_111, 1_450_408, 1_655_733_600, .london),
      (11_155_111, 1_450_409, 1_655_733_612, .paris),
      (11_155_111, 2_990_908, 1_677_557_088, .shanghai),
      (11_155_111, 10_100_112, 1_767_747_671, .bpo2), (17_000, 0, 0, .paris),
      (17_000, 2_971_845, 1_733_000_000, .cancun), (17_000, 4_000_000, 1_759_800_000, .bpo1),
    ] as [(UInt64, UInt64, UInt64, Fork)])
  func networksSwitchWhereTheyDid(
    chainID: UInt64, number: UInt64, timestamp: UInt64, fork: Fork
  ) throws {
    let schedule = try #require(ForkSchedule.network(chainID: chainID))
    #expect(schedule.fork(number: number, timestamp: timestamp) == fork)
  }

  @Test func unknownChainsHaveNoSchedule() {
    #expect(ForkSchedule.network(chainID: 1337) == nil)
  }

  @Test(arguments: Fork.allCases)
  func constantScheduleNeverSwitches(fork: Fork) throws {
    let schedule = ForkSchedule(constant: fork)
    for point in [0, 1, .max] as [UInt64] {
      #expect(schedule.fork(number: point, timestamp: point) == fork)
    }
    #expect(try #require(ForkSchedule(network: fork.name)) == schedule)
    #expect((schedule.blobSchedule(for: fork) != nil) == (fork >= .cancun))
  }

  @Test(
    arguments: [
      ("ParisToShanghaiAtTime15k", .paris, .shanghai, 15_000),
      ("BPO2ToAmsterdamAtTime15k", .bpo2, .amsterdam, 15_000),
      ("CancunToPragueAtTime7", .cancun, .prague, 7),
    ] as [(String, Fork, Fork, UInt64)])
  func transitionNamesAreRead(name: String, before: Fork, after: Fork, time: UInt64) throws {
    let schedule = try #require(ForkSchedule(network: name))
    #expect(schedule.fork(number: 5, timestamp: time - 1) == before)
    #expect(schedule.fork(number: 0, timestamp: time) == after)
  }

  @Test(
    arguments: [
      ("FrontierToHomesteadAt5", .frontier, .homestead, 5),
      ("HomesteadToDaoAt5", .homestead, .daoFork, 5),
      ("ByzantiumToConstantinopleFixAt5", .byzantium, .petersburg, 5),
      ("BerlinToLondonAt5", .berlin, .london, 5),
    ] as [(String, Fork, Fork, UInt64)])
  func transitionsAtABlockAreRead(name: String, before: Fork, after: Fork, block: UInt64) throws {
    let schedule = try #require(ForkSchedule(network: name))
    #expect(schedule.fork(number: block - 1, timestamp: .max) == before)
    #expect(schedule.fork(number: block, timestamp: 0) == after)
  }

  @Test(
    arguments: [
      "", "To", "AtTime", "ToAtTime1", "CancunToPragueAtTime", "CancunToPragueAtTimek",
      "PragueToCancunAtTime15k", "CancunToNowhereAtTime15k", "CancunPragueAtTime15k",
      "ArrowGlacierToMergeAtDiffC0000", "BerlinToLondonAt", "BerlinToLondonAtTime-5",
      "CancunToPragueAtTime99999999999999999999k", "CancunToPragueAtTime18446744073709551615k",
    ])
  func otherNamesAreRefused(name: String) {
    #expect(ForkSchedule(network: name) == nil)
  }

  @Test func overridesReplaceMainnetsBlobParameters() {
    let own = BlobSchedule(target: 1, max: 2, baseFeeUpdateFraction: 3)
    let schedule = ForkSchedule(constant: .osaka, blobScheduleOverrides: [.osaka: own])
    #expect(schedule.blobSchedule(for: .osaka) == own)
    #expect(
      schedule.blobSchedule(for: .prague)
        == BlobSchedule(target: 6, max: 9, baseFeeUpdateFraction: 5_007_716))
  }

  @Test func descendingForksAreAMistake() async {
    await #expect(processExitsWith: .failure) {
      _ = ForkSchedule(
        genesis: .osaka, then: [ForkSchedule.Activation(.prague, timestamp: 1)])
    }
  }
}
