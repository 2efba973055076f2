// The floor F: reads every file of a folder and parses it with rapidyaml; with `bytes` it only reads.
#include <ryml.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

int main(int count, char **args) {
    if (count < 2) return 2;
    bool parse = count < 3;
    size_t bytes = 0, nodes = 0;
    ryml::Tree tree;
    for (auto const &entry : std::filesystem::directory_iterator(args[1])) {
        std::ifstream file(entry.path(), std::ios::binary | std::ios::ate);
        std::string text(static_cast<size_t>(file.tellg()), '\0');
        file.seekg(0);
        file.read(text.data(), static_cast<std::streamsize>(text.size()));
        bytes += text.size();
        if (parse) {
            tree.clear();
            tree.clear_arena();
            ryml::parse_in_place(ryml::substr(text.data(), text.size()), &tree);
            nodes += tree.size();
        }
    }
    std::cout << bytes << " bytes, " << nodes << " nodes\n";
}
