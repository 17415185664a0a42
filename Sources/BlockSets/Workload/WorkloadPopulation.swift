import EthereumTypes

/// Who sends transactions.
struct WorkloadPopulation: Sendable {
  /// One of them.
  enum Signer {
    case account(Int)
    case reporter(Int)
    case feeder(Int)
    case redirector(Int)
    case bundler(Int)
    case delegator(Int)
    case builder(Int)
  }

  private static let builderCount = 3
  private static let mostDelegators = 1_000

  /// The accounts that send and receive; the lower its number, the more an account receives.
  var accounts: [WorkloadAccount]
  /// The token that each account transfers.
  let homeTokens: [Int]
  /// The pools that each account trades with: the pair, the stable pool, the start of its routes.
  let homePairs: [Int]
  /// The accounts that may update the oracle and the rebasing token, and do nothing else.
  var reporters = (0..<4).map { WorkloadAccount("reporter", $0) }
  /// The accounts that may update the feeds of the directory.
  var feeders: [WorkloadAccount] = []
  /// The accounts that may change the directory.
  var redirectors: [WorkloadAccount] = []
  /// The accounts that send bundles of operations.
  var bundlers: [WorkloadAccount] = []
  /// The accounts that delegate to code; they receive nothing but what that code can take.
  var delegators: [WorkloadAccount] = []
  /// The accounts of the fee recipients, where they send transactions.
  var builders: [WorkloadAccount] = []

  /// Makes the accounts and draws their tokens and pairs.
  init(_ parameters: WorkloadParameters, using random: inout SeededRandom) {
    let tokens = ZipfDistribution(
      count: parameters.tokens, exponent: parameters.tokenSkew ?? parameters.skew)
    let pairs = ZipfDistribution(
      count: parameters.pools, exponent: parameters.poolSkew ?? parameters.skew)
    accounts = Self.accounts("account", parameters.accounts)
    homeTokens = accounts.map { _ in tokens.draw(using: &random) }
    homePairs = accounts.map { _ in pairs.draw(using: &random) }
    if parameters.uses(.feedUpdate, .redirect, .redirectedRead) {
      feeders = Self.accounts("feeder", 2)
      redirectors = Self.accounts("redirector", 2)
    }
    if parameters.uses(.userOperations) { bundlers = Self.accounts("bundler", 4) }
    if parameters.uses(.delegation) {
      delegators = Self.accounts("delegator", min(parameters.accounts, Self.mostDelegators))
    }
    if parameters.uses(.proposerPayment) {
      builders = Self.accounts("builder", Self.builderCount)
    }
  }

  private static func accounts(_ label: String, _ count: Int) -> [WorkloadAccount] {
    (0..<count).map { WorkloadAccount(label, $0) }
  }

  /// Everyone who has ether from the start.
  var all: [WorkloadAccount] {
    accounts + reporters + feeders + redirectors + bundlers + delegators + builders
  }

  /// The fee recipient of a number below three: an account with a key where it sends transactions.
  func feeRecipient(_ number: Int) -> Address {
    builders.isEmpty ? WorkloadContracts.address("builder", number) : builders[number].address
  }

  /// The account of a signer.
  subscript(signer: Signer) -> WorkloadAccount {
    get {
      switch signer {
      case .account(let number): accounts[number]
      case .reporter(let number): reporters[number]
      case .feeder(let number): feeders[number]
      case .redirector(let number): redirectors[number]
      case .bundler(let number): bundlers[number]
      case .delegator(let number): delegators[number]
      case .builder(let number): builders[number]
      }
    }
    set {
      switch signer {
      case .account(let number): accounts[number] = newValue
      case .reporter(let number): reporters[number] = newValue
      case .feeder(let number): feeders[number] = newValue
      case .redirector(let number): redirectors[number] = newValue
      case .bundler(let number): bundlers[number] = newValue
      case .delegator(let number): delegators[number] = newValue
      case .builder(let number): builders[number] = newValue
      }
    }
  }
}
