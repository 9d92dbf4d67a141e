import TencentCloud
import Testing

@testable import GAAP

@Suite struct SiteTests {
    @Test(
        arguments: [
            ("https://gaap.intl.tencentcloudapi.com", .international), ("https://gaap.tencentcloudapi.com", .china),
            ("https://gaap.ap-guangzhou.tencentcloudapi.com", .china),
            ("https://gaap.internal.tencentcloudapi.com", .china),
            ("https://GAAP.ap-singapore.INTL.tencentcloudapi.com:443", .international),
            ("https://tencentcloudapi.com.example", nil), ("https://xtencentcloudapi.com", nil),
            ("http://127.0.0.1:80", nil),
        ] as [(String, Site?)])
    func `The site of an endpoint is determined by its domain`(text: String, site: Site?) throws {
        #expect(Site(of: try Endpoint(parsing: text)) == site)
        #expect(Site(ofEndpoint: text) == site && Site(ofEndpoint: "no endpoint") == nil)
    }

    @Test(arguments: Site.allCases)
    func `The endpoint of a site belongs to that site, and the other site is different`(site: Site) throws {
        #expect(Site(of: site.endpoint) == site)
        #expect(site.other != site && site.other.other == site)
    }
}
