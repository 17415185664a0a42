// swift-tools-version: 6.3
import PackageDescription

/// The scheduling strategies: one folder and one module under `strategies/` each.
///
/// Adding a strategy is one folder and one word here. The build-tool plug-in
/// `StrategyRegistry` writes the catalog from this list (SwiftPM's manifest
/// cache does not notice a new folder, so the list is explicit).
let strategies = [
  "AddressNarrowed",
  "AttributedReads",
  "Heuristic",
  "Refined",
  "Sequential",
  "Singletons",
]

let swiftSettings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A module under `Sources/`.
func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [],
  plugins: [Target.PluginUsage] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, exclude: exclude, swiftSettings: swiftSettings,
    plugins: plugins)
}

/// A test module under `Tests/`, which mirrors `Sources/`.
func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TestSupport"], exclude: exclude,
    swiftSettings: swiftSettings)
}

/// A C library of the system, found by pkg-config; `make setup` installs it.
func system(_ name: String, pkgConfig: String, apt: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

let package = Package(
  name: "bal-workbench",
  products: [
    .executable(name: "balbench", targets: ["balbench"]),
    .library(name: "Scheduling", targets: ["Scheduling"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    system("CLibYAML", pkgConfig: "yaml-0.1", apt: "libyaml-dev"),
    system("CSecp256k1", pkgConfig: "libsecp256k1", apt: "libsecp256k1-dev"),
    system("CLibCrypto", pkgConfig: "libcrypto", apt: "libssl-dev"),
    system("CGMP", pkgConfig: "gmp", apt: "libgmp-dev"),
    system("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
    system("CZstd", pkgConfig: "libzstd", apt: "libzstd-dev"),
    system("CLMDB", pkgConfig: "lmdb", apt: "liblmdb-dev"),
    system("CLibCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
    // Headers of the system and its C compiler, and no libraries of their own.
    .systemLibrary(name: "CTimerSlack"),
    .systemLibrary(name: "CTickCounter"),
    .target(name: "CKeccak"),

    module("EthereumTypes", ["CKeccak", "CSecp256k1", "CLibCrypto"]),
    module("StateTrie", ["EthereumTypes"]),
    module("Pairings"),
    module("EVM", ["EthereumTypes", "Pairings", "CLibCrypto", "CGMP", "CSecp256k1"]),
    module("BlockAccessLists", ["EthereumTypes"]),
    module(
      "BlockSets", ["EthereumTypes", "BlockAccessLists", "CZlib", "CZstd"],
      // The workload's contracts in Vyper; `make contracts` compiles them.
      exclude: ["Workload/Contracts"]),
    module("Scheduling", ["EthereumTypes"]),
    module("ProcessStrategies", ["Scheduling"]),
    module(
      "Execution",
      [
        "EthereumTypes", "StateTrie", "EVM", "BlockAccessLists", "BlockSets", "Scheduling",
        "CLMDB", "CTimerSlack", "CTickCounter",
      ]),
    module(
      "StrategyCatalog",
      ["Scheduling"] + strategies.map { .target(name: $0 + "Strategy") },
      plugins: ["StrategyRegistry"]),
    module(
      "Capture",
      [
        "EthereumTypes", "StateTrie", "EVM", "BlockAccessLists", "BlockSets", "Execution",
        "Records", "CLibCurl",
      ]),
    module("Tracing", ["EVM", "EthereumTypes"]),
    module("Fuzzing", ["EthereumTypes", "EVM", "BlockSets", "Execution"]),
    module("Conformance", ["EthereumTypes", "BlockAccessLists", "BlockSets", "EVM", "Execution"]),
    module("Records"),
    module("Statistics"),
    module(
      "Experiments",
      [
        "EthereumTypes", "EVM", "BlockAccessLists", "BlockSets", "Scheduling",
        "ProcessStrategies", "Execution", "Records", "Statistics", "CLibYAML",
      ]),
    module(
      "Reports", ["Records", "Statistics", "BlockAccessLists", "EthereumTypes", "Scheduling"]),
    module(
      "Commands",
      [
        "EthereumTypes", "StateTrie", "EVM", "BlockAccessLists", "BlockSets", "Scheduling",
        "Execution", "Conformance", "Experiments", "Records", "Reports", "Statistics", "Fuzzing",
        "Tracing", "Capture",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "balbench", dependencies: ["Commands", "StrategyCatalog"],
      swiftSettings: swiftSettings),

    .executableTarget(
      name: "StrategyRegistryWriter", path: "Plugins/StrategyRegistryWriter",
      swiftSettings: swiftSettings),
    .plugin(
      name: "StrategyRegistry", capability: .buildTool(),
      dependencies: ["StrategyRegistryWriter"]),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: swiftSettings),
    .target(
      name: "StrategyTestSupport", dependencies: ["Scheduling", "StrategyCatalog"],
      path: "Tests/StrategyTestSupport", swiftSettings: swiftSettings),
    tests("EthereumTypesTests", ["EthereumTypes"]),
    tests("StateTrieTests", ["StateTrie", "EthereumTypes"]),
    tests("PairingsTests", ["Pairings"], exclude: ["Vectors/generate_vectors.py"]),
    tests("EVMTests", ["EVM", "EthereumTypes", "Fuzzing"]),
    tests("TracingTests", ["Tracing", "EVM", "EthereumTypes", "Fuzzing"]),
    tests("FuzzingTests", ["Fuzzing", "EVM", "EthereumTypes"]),
    tests("BlockAccessListsTests", ["BlockAccessLists", "EthereumTypes"]),
    tests("BlockSetsTests", ["BlockSets", "BlockAccessLists", "EthereumTypes", "CZlib"]),
    tests("SchedulingTests", ["Scheduling", "StrategyCatalog", "EthereumTypes"]),
    tests("ProcessStrategiesTests", ["ProcessStrategies", "Scheduling"]),
    tests(
      "ExecutionTests",
      [
        "Execution", "EVM", "StateTrie", "BlockSets", "BlockAccessLists", "Scheduling",
        "StrategyCatalog", "EthereumTypes", "StrategyTestSupport",
      ]),
    tests("RecordsTests", ["Records"]),
    tests("StatisticsTests", ["Statistics"]),
    tests(
      "ExperimentsTests",
      [
        "Experiments", "Records", "Reports", "BlockSets", "Execution", "Scheduling",
        "StrategyCatalog",
      ]),
    tests(
      "ReportsTests",
      ["Reports", "Records", "Statistics", "BlockAccessLists", "EthereumTypes", "Scheduling"]),
    tests(
      "CaptureTests",
      [
        "Capture", "balbench", "BlockAccessLists", "BlockSets", "Execution", "StateTrie",
        "EthereumTypes",
      ]),
    tests(
      "CommandLineTests", ["balbench", "BlockSets", "Records"],
      // `BAL_UPDATE_SNAPSHOTS=1` writes them anew.
      exclude: ["Snapshots"]),
    tests(
      "ConformanceTests",
      ["Conformance", "Execution", "BlockSets", "BlockAccessLists", "EthereumTypes"],
      // Tests that the execution specification made, and the script that had it do so.
      exclude: ["OldForks"]),
    tests(
      "OracleTests",
      [
        "Execution", "EVM", "StateTrie", "BlockSets", "BlockAccessLists", "Scheduling",
        "EthereumTypes", "StrategyTestSupport",
      ]),
    tests(
      "StrategyContractTests",
      [
        "Execution", "BlockSets", "Scheduling", "ProcessStrategies", "EthereumTypes",
        "StrategyTestSupport",
      ]),
  ]
    + strategies.map { name in
      .target(
        name: name + "Strategy", dependencies: ["Scheduling"], path: "strategies/\(name)",
        exclude: ["README.md"], swiftSettings: swiftSettings)
    },
  swiftLanguageModes: [.v6]
)
