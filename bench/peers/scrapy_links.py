"""Scrapy over all pages of the hosts in a job file: target and text of every link are read, nothing is kept.

Writes the lines of bench/runners/runner-job.ts; the warm-up's hosts are crawled first, in the same process.
"""

import json
import resource
import sys
import time

try:
    import scrapy
    from scrapy.crawler import CrawlerRunner
    from scrapy.utils.log import configure_logging
    from twisted.internet import defer, reactor
except ImportError:
    print(json.dumps({"event": "not-installed"}), flush=True)
    sys.exit(0)

SETTINGS = {
    "ROBOTSTXT_OBEY": True,
    "LOG_LEVEL": "ERROR",
    "TELNETCONSOLE_ENABLED": False,
    "REQUEST_FINGERPRINTER_IMPLEMENTATION": "2.7",
}


class Links(scrapy.Spider):
    name = "links"

    def __init__(self, hosts, counts):
        super().__init__()
        self.hosts = hosts
        self.counts = counts

    def start_requests(self):
        for host in self.hosts:
            yield scrapy.Request(host["origin"] + "/", cb_kwargs={"origin": host["origin"] + "/"})

    def parse(self, response, origin):
        self.counts["pages"] += 1
        hrefs = response.css("a[href]::attr(href)").getall()
        response.css("a[href]::text").getall()
        self.counts["links"] += len(hrefs)
        for href in dict.fromkeys(hrefs):
            address = response.urljoin(href)
            if address.startswith(origin):
                yield scrapy.Request(address, cb_kwargs={"origin": origin})


def cpu_ms():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return (usage.ru_utime + usage.ru_stime) * 1000


def peak_bytes():
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    raise RuntimeError("/proc/self/status says no VmHWM")


@defer.inlineCallbacks
def measure(job):
    runner = CrawlerRunner(SETTINGS)
    yield runner.crawl(Links, hosts=job["warmUpHosts"], counts={"pages": 0, "links": 0})
    print(json.dumps({"event": "begin"}), flush=True)
    counts = {"pages": 0, "links": 0}
    begin_ms, cpu_before_ms = time.time() * 1000, cpu_ms()
    yield runner.crawl(Links, hosts=job["hosts"], counts=counts)
    end_ms = time.time() * 1000
    report = {
        "event": "end",
        **counts,
        "wallMs": end_ms - begin_ms,
        "cpuMs": cpu_ms() - cpu_before_ms,
        "peakBytes": peak_bytes(),
        "beginMs": begin_ms,
        "endMs": end_ms,
    }
    print(json.dumps(report), flush=True)
    reactor.stop()


with open(sys.argv[1]) as job_file:
    configure_logging({"LOG_LEVEL": "ERROR"})
    measure(json.load(job_file))
    reactor.run()
